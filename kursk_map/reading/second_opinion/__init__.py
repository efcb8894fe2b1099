"""A second opinion beside the rules: a small encoder that we taught.

`weights` reads the pretrained encoder from its package, `windows` cuts a text into pieces,
`encoder` runs it, `taught` adds what it learned and answers for each village, `opinion` joins
the answers with what the rules read. Optional: the map is drawn from the rules alone.
"""
