"""What people do with the programme's data: one class per concern, one method per deed."""
