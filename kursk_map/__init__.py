"""Who said they held what, when, and how do we know: claims of control in Kursk, on a map."""
