"""The entry format: model, parser and loader of curated knowledge entries."""
