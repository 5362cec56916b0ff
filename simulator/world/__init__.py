"""The synthetic CRM, EHR and integration layer; imports nothing, so that the population costs nothing else."""
