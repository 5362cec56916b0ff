"""The report's figures: what each shows as a Vega-Lite specification, drawn as SVG and PNG."""
