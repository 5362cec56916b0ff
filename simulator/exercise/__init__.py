"""The front door for both front ends: playing, viewing, keeping, checking. Knows no screen."""
