"""SQLAlchemy tables, the unit of work, the stores and the migrations."""
