"""Codes and drugs of the synthetic charts, with how common each is by age and sex.

ICD-10-CM, LOINC and CPT codes are public; generic drug names only. Every weight is assumed.
"""

from __future__ import annotations

GROUPS = ("minor", "woman", "woman past 50", "man", "senior woman", "senior man")
COLUMN_OF = (0, 1, 1, 2, 3, 3)
"""Which column of weights each group has."""
NEVER: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset({"C61"}),
    frozenset({"C61", "Z34.90", "Z30.09", "N97.9", "O03.9"}),
    frozenset({"Z12.31"}),
    frozenset({"C61"}),
    frozenset({"Z12.31", "C50.919"}),
)
"""What nobody of the group can have."""

CONDITIONS = (
    # code, text, sensitivity, weight for minors, women, men, seniors
    ("Z00.00", "General examination", "none", 0.0, 14, 14, 9),
    ("Z00.129", "Routine child examination", "none", 26, 0.0, 0.0, 0.0),
    ("I10", "Essential hypertension", "none", 0.2, 10, 13, 24),
    ("E11.9", "Type 2 diabetes", "none", 0.3, 6, 8, 12),
    ("E78.5", "Hyperlipidemia", "none", 0.2, 7, 10, 16),
    ("E66.9", "Obesity", "none", 5, 8, 8, 6),
    ("J45.909", "Asthma", "none", 12, 5, 4, 3),
    ("J02.9", "Acute pharyngitis", "none", 14, 4, 3, 1),
    ("H66.90", "Otitis media", "none", 10, 0.5, 0.5, 0.3),
    ("L20.9", "Atopic dermatitis", "none", 8, 2, 2, 1),
    ("M54.50", "Low back pain", "none", 0.5, 7, 9, 7),
    ("M17.9", "Osteoarthritis of knee", "none", 0.0, 2, 2, 9),
    ("K21.9", "Gastro-esophageal reflux", "none", 0.5, 5, 6, 7),
    ("N39.0", "Urinary tract infection", "none", 1, 5, 1, 4),
    ("G43.909", "Migraine", "none", 2, 5, 2, 1),
    ("E03.9", "Hypothyroidism", "none", 0.3, 5, 1, 6),
    ("I48.91", "Atrial fibrillation", "none", 0.0, 0.5, 0.8, 6),
    ("N18.30", "Chronic kidney disease, stage 3", "none", 0.0, 0.6, 0.8, 5),
    ("Z12.31", "Screening mammogram", "none", 0.0, 4, 0.0, 3),
    ("C50.919", "Malignant neoplasm of breast", "none", 0.0, 0.8, 0.0, 1.5),
    ("C61", "Malignant neoplasm of prostate", "none", 0.0, 0.0, 0.6, 1.6),
    ("F90.9", "Attention-deficit disorder", "BH", 7, 1.5, 1.5, 0.1),
    ("F41.1", "Generalized anxiety disorder", "BH", 4, 7, 4, 3),
    ("F32.9", "Major depressive disorder", "BH", 2.5, 6, 4, 4),
    ("F43.10", "Post-traumatic stress disorder", "BH", 0.5, 1.5, 1.2, 0.5),
    ("F31.9", "Bipolar disorder", "BH", 0.2, 1, 1, 0.4),
    ("F10.20", "Alcohol dependence", "SUD", 0.1, 0.8, 1.8, 0.8),
    ("F11.20", "Opioid dependence", "SUD", 0.1, 0.7, 1.0, 0.4),
    ("B20", "HIV disease", "HIV", 0.0, 0.15, 0.6, 0.1),
    ("Z21", "Asymptomatic HIV infection status", "HIV", 0.0, 0.1, 0.4, 0.1),
    ("Z34.90", "Supervision of normal pregnancy", "repro", 0.0, 3, 0.0, 0.0),
    ("Z30.09", "Contraceptive counseling", "repro", 0.6, 3, 0.4, 0.0),
    ("N97.9", "Female infertility", "repro", 0.0, 0.8, 0.0, 0.0),
    ("O03.9", "Spontaneous abortion", "repro", 0.0, 0.5, 0.0, 0.0),
)

MEDICATIONS = (
    # text, weight for minors, women, men, seniors where no condition asks for another
    ("ibuprofen 600 mg", 6, 12, 12, 4), ("cetirizine 10 mg", 14, 8, 7, 5), ("fluticasone nasal spray", 10, 8, 8, 6),
    ("omeprazole 20 mg", 1, 8, 9, 12), ("vitamin D3 1000 units", 8, 14, 8, 18),
    ("acetaminophen 500 mg", 12, 10, 10, 14),
    ("amoxicillin 400 mg/5 mL", 12, 0.0, 0.0, 0.0), ("azithromycin 250 mg", 1, 4, 4, 3),
    ("docusate 100 mg", 0.0, 3, 3, 10),
)  # fmt: skip
TREATMENTS = {
    "I10": ("lisinopril 10 mg", "amlodipine 5 mg"), "E11.9": ("metformin 500 mg", "insulin glargine"),
    "E78.5": ("atorvastatin 20 mg", "rosuvastatin 10 mg"), "J45.909": ("albuterol inhaler", "fluticasone inhaler"),
    "H66.90": ("amoxicillin 400 mg/5 mL",) * 2, "L20.9": ("hydrocortisone 1 % cream", "triamcinolone cream"),
    "M54.50": ("ibuprofen 600 mg", "cyclobenzaprine 5 mg"), "M17.9": ("acetaminophen 500 mg", "gabapentin 300 mg"),
    "K21.9": ("omeprazole 20 mg", "famotidine 20 mg"), "N39.0": ("nitrofurantoin 100 mg",) * 2,
    "G43.909": ("sumatriptan 50 mg", "topiramate 25 mg"), "E03.9": ("levothyroxine 50 mcg",) * 2,
    "I48.91": ("apixaban 5 mg", "metoprolol 25 mg"), "N18.30": ("furosemide 20 mg", "lisinopril 10 mg"),
    "C50.919": ("letrozole 2.5 mg", "tamoxifen 20 mg"), "C61": ("tamsulosin 0.4 mg", "bicalutamide 50 mg"),
    "F90.9": ("methylphenidate 18 mg", "atomoxetine 40 mg"), "F41.1": ("sertraline 50 mg", "buspirone 10 mg"),
    "F32.9": ("escitalopram 10 mg", "trazodone 50 mg"), "F43.10": ("sertraline 50 mg", "prazosin 1 mg"),
    "F31.9": ("lithium carbonate 300 mg", "quetiapine 50 mg"), "F10.20": ("naltrexone 50 mg", "acamprosate 333 mg"),
    "F11.20": ("buprenorphine and naloxone 8 mg", "methadone 10 mg"), "B20": ("dolutegravir and lamivudine",) * 2,
    "Z34.90": ("prenatal vitamins",) * 2, "Z30.09": ("levonorgestrel and ethinyl estradiol",) * 2,
    "N97.9": ("clomiphene 50 mg",) * 2,
}  # fmt: skip
"""What is given for a condition: two usual drugs."""

SPECIALTIES = ("primary care", "cardiology", "oncology", "behavioral health", "pediatrics", "orthopedics",
               "dermatology")  # fmt: skip
ONCOLOGY, BEHAVIORAL = 2, 3
PEDIATRICS = 4
SPECIALTY_OF = {"I": 1, "C": 2, "F": 3, "M": 5, "L": 6}
"""Who treats what, by the code's first letter; everything else is primary care."""

OBSERVATIONS = (
    # LOINC, what, unit, lowest, highest, decimals: the first four are taken at every visit
    ("8480-6", "Systolic blood pressure", "mm[Hg]", 98, 168, 0),
    ("8462-4", "Diastolic blood pressure", "mm[Hg]", 58, 102, 0),
    ("29463-7", "Body weight", "kg", 48, 118, 1), ("8867-4", "Heart rate", "/min", 54, 104, 0),
    ("8310-5", "Body temperature", "Cel", 36.1, 38.4, 1), ("39156-5", "Body mass index", "kg/m2", 18.4, 38.5, 1),
    ("4548-4", "Hemoglobin A1c", "%", 4.8, 9.6, 1), ("2345-7", "Glucose", "mg/dL", 72, 214, 0),
    ("13457-7", "LDL cholesterol", "mg/dL", 58, 188, 0), ("718-7", "Hemoglobin", "g/dL", 10.2, 16.8, 1),
    ("2160-0", "Creatinine", "mg/dL", 0.6, 1.9, 1), ("3016-3", "Thyrotropin", "m[IU]/L", 0.4, 6.8, 1),
)  # fmt: skip
VITALS, WEIGHT = 4, 2
"""How many are taken at every visit, and the place of the body weight."""
STEPS = 40

CPT = (("99213", 0.34), ("99214", 0.28), ("99203", 0.08), ("99395", 0.08), ("99212", 0.04), ("90834", 0.08),
       ("83036", 0.05), ("80053", 0.05))  # fmt: skip
CPT_CENTS = (12_800, 18_900, 16_900, 19_800, 8_700, 15_400, 2_400, 3_100)
"""Amount that is charged for each; assumed."""
