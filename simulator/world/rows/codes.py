"""What is wrong with people and what is done about it: codes by age and sex, each with its weight.

ICD-10-CM, LOINC and CPT codes are public; generic drug names only. Every weight is assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from simulator.world.draws import Flags, Floats, Integers, Objects, weighted
from simulator.world.texts import objects

GROUPS = ("minor", "woman", "woman past 50", "man", "senior woman", "senior man")
_COLUMN_OF = (0, 1, 1, 2, 3, 3)
"""Which column of weights each group has."""
_NEVER: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset({"C61", "tamsulosin 0.4 mg"}),
    frozenset({"C61", "tamsulosin 0.4 mg", "Z34.90", "Z30.09", "N97.9", "O03.9", "prenatal vitamins",
               "levonorgestrel and ethinyl estradiol"}),
    frozenset({"Z12.31"}),
    frozenset({"C61", "tamsulosin 0.4 mg"}),
    frozenset({"Z12.31", "C50.919", "letrozole 2.5 mg"}),
)  # fmt: skip
"""What nobody of the group can have."""

_CONDITIONS = (
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
    ("M54.5", "Low back pain", "none", 0.5, 7, 9, 7),
    ("M17.9", "Osteoarthritis of knee", "none", 0.0, 2, 2, 9),
    ("K21.9", "Gastro-esophageal reflux", "none", 0.5, 5, 6, 7),
    ("N39.0", "Urinary tract infection", "none", 1, 5, 1, 4),
    ("G43.909", "Migraine", "none", 2, 5, 2, 1),
    ("E03.9", "Hypothyroidism", "none", 0.3, 5, 1, 6),
    ("I48.91", "Atrial fibrillation", "none", 0.0, 0.5, 0.8, 6),
    ("N18.3", "Chronic kidney disease, stage 3", "none", 0.0, 0.6, 0.8, 5),
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

_MEDICATIONS = (
    # text, weight for minors, women, men, seniors
    ("lisinopril 10 mg", 0.1, 5, 9, 12), ("amlodipine 5 mg", 0.0, 4, 6, 10), ("atorvastatin 20 mg", 0.0, 6, 9, 15),
    ("metformin 500 mg", 0.2, 6, 7, 9), ("levothyroxine 50 mcg", 0.2, 7, 1, 7), ("omeprazole 20 mg", 1, 5, 6, 7),
    ("albuterol inhaler", 16, 4, 4, 3), ("amoxicillin 400 mg/5 mL", 24, 2, 2, 1), ("cetirizine 10 mg", 14, 4, 3, 2),
    ("fluticasone nasal spray", 10, 4, 4, 3), ("hydrocortisone 1 % cream", 12, 2, 2, 1),
    ("ibuprofen 600 mg", 4, 6, 6, 2),
    ("methylphenidate 18 mg", 8, 1, 1, 0.0), ("sertraline 50 mg", 3, 8, 4, 4), ("escitalopram 10 mg", 1, 6, 3, 3),
    ("trazodone 50 mg", 0.1, 3, 2, 3), ("apixaban 5 mg", 0.0, 0.5, 1, 7), ("furosemide 20 mg", 0.0, 0.5, 1, 6),
    ("gabapentin 300 mg", 0.1, 3, 3, 5), ("sumatriptan 50 mg", 0.5, 4, 1, 0.5),
    ("nitrofurantoin 100 mg", 0.3, 4, 0.2, 2),
    ("levonorgestrel and ethinyl estradiol", 0.0, 7, 0.0, 0.0), ("prenatal vitamins", 0.0, 4, 0.0, 0.0),
    ("letrozole 2.5 mg", 0.0, 1, 0.0, 1.5), ("tamsulosin 0.4 mg", 0.0, 0.0, 2, 6),
    ("lithium carbonate 300 mg", 0.1, 1, 1, 0.4),
    ("buprenorphine and naloxone 8 mg", 0.1, 0.7, 1, 0.4), ("naltrexone 50 mg", 0.0, 0.6, 1.2, 0.4),
    ("dolutegravir and lamivudine", 0.0, 0.2, 0.9, 0.2),
)  # fmt: skip

_OBSERVATIONS = (
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
_STEPS = 40

CPT = (("99213", 0.34), ("99214", 0.28), ("99203", 0.08), ("99395", 0.08), ("99441", 0.04), ("90834", 0.08),
       ("83036", 0.05), ("80053", 0.05))  # fmt: skip
CPT_CENTS = (12_800, 18_900, 16_900, 19_800, 8_700, 15_400, 2_400, 3_100)
"""Amount that is charged for each; assumed."""


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Values, and how likely each is for each of `GROUPS`; `sensitivity` stands beside conditions."""

    values: Objects
    texts: Objects
    sensitivity: Objects
    weights: Floats

    def draw(self, uniform: Floats, group: Integers) -> Integers:
        """One index a row."""
        made = np.empty(len(uniform), dtype=np.int64)
        for number in range(len(GROUPS)):
            at = group == number
            made[at] = weighted(uniform[at], self.weights[number])
        return made


@cache
def conditions() -> Pool:
    """ICD-10-CM codes with their texts and how sensitive they are."""
    code, text, sensitivity, *shares = zip(*_CONDITIONS, strict=True)
    return Pool(objects(code), objects(text), objects(sensitivity), _weights(code, shares))


@cache
def medications() -> Pool:
    """Generic drugs."""
    text, *shares = zip(*_MEDICATIONS, strict=True)
    return Pool(objects(text), objects(text), objects(text), _weights(text, shares))


@cache
def observations() -> tuple[Objects, Objects]:
    """LOINC codes, and for each of them as many possible values as `observation_value` chooses from."""
    texts = [
        f"{low + (high - low) * step / (_STEPS - 1):.{places}f} {unit}"
        for _, _, unit, low, high, places in _OBSERVATIONS
        for step in range(_STEPS)
    ]
    return objects([code for code, *_ in _OBSERVATIONS]), objects(texts)


def observation_value(code: Integers, uniform: Floats) -> Objects:
    """A value with its unit; most are near the middle."""
    bent = 0.5 + 4 * (uniform - 0.5) ** 3
    return observations()[1][code * _STEPS + np.minimum((bent * _STEPS).astype(np.int64), _STEPS - 1)]


def weight_of_child(age: Floats, uniform: Floats) -> Objects:
    """Body weight of a minor: 3.5 kg and some 3 kg a year, a sixth more or less. Assumed."""
    tenths = (35 + 29 * age) * (0.85 + 0.3 * uniform)
    return _child_weights()[tenths.astype(np.int64)]


def group_of(minor: Flags, age: Integers, male: Flags) -> Integers:
    """Index into `GROUPS` of each person."""
    grown = np.where(age >= 65, np.where(male, 5, 4), np.where(male, 3, np.where(age >= 50, 2, 1)))
    return np.where(minor, 0, grown)


def _weights(values: Sequence[str], shares: Sequence[Sequence[float]]) -> Floats:
    known = np.array([shares[column] for column in _COLUMN_OF], dtype=np.float64)
    for group, never in enumerate(_NEVER):
        known[group, [value in never for value in values]] = 0.0
    return known


@cache
def _child_weights() -> Objects:
    return objects([f"{tenth / 10:.1f} kg" for tenth in range(1_000)])
