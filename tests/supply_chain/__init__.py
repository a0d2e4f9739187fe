"""What Houvast is built from: licences, versions, and known faults."""
