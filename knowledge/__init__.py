"""What Houvast knows: curated entries, signals in a message, the store, search and the words it uses."""
