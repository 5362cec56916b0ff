"""What people in the room see and do: views of one seat, evidence, lists, notices, the debrief."""
