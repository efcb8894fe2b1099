"""What holds over from one sentence to the next: speakers, quotations, denials, outcomes."""
