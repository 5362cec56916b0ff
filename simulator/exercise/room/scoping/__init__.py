"""Who is affected: lists, the questions behind them, and how good they were."""
