"""What people do with gatherings: plan them, come, be there, say how it was."""
