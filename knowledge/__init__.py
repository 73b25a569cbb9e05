"""What the documents say: embeddings, index generations, retrieval, answers bound to citations."""
