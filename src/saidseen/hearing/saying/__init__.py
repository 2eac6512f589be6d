"""What is done by saying it: act, basis, channel, addressee, day, estimative words."""
