"""The law: counting, thresholds, vintages, holds, and what follows from one incident."""
