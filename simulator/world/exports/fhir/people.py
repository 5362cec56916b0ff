"""Who and where: Organization, Practitioner, Patient."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.world.exports.fhir.elements import (
    OURS,
    Element,
    Resource,
    Row,
    coded,
    filled,
    identifier,
    instant,
    reference,
    resource,
)

_LANGUAGES = "urn:ietf:bcp:47"


def organization(row: Row) -> Resource:
    """A clinic."""
    return resource(
        "Organization",
        row["organization_id"],
        active=True,
        name=row["name"],
        address=[{"state": row["state"], "country": "US"}],
    )


def practitioner(row: Row) -> Resource:
    """A member of the workforce whom the chart names; `row` is one of `idp_user`."""
    return resource(
        "Practitioner",
        row["idp_user_id"],
        identifier=[{"system": f"{OURS}/login", "value": row["login"]}],
        active=row["status"] == "ACTIVE",
        name=[{"text": row["display_name"]}],
    )


def patient(row: Row, replaced: Iterable[str] = ()) -> Resource:
    """A record; a merged one says what replaced it, a survivor which ones it replaced (their FHIR ids).

    `row` is one of `ehr_patient`, with `survivor_fhir_id` when it was merged.
    """
    survivor = row.get("survivor_fhir_id")
    links = [_link(survivor, "replaced-by")] if survivor else []
    return resource(
        "Patient",
        row["fhir_id"],
        identifier=[
            {"use": "usual", **identifier("MR", "mrn", row["mrn"])},
            {"use": "secondary", **identifier("SS", "ssn-synthetic", row["ssn_synth"])},
        ],
        active=row["merged_into"] is None,
        name=[{"use": "official", "family": row["name_family"], "given": [row["name_given"]]}],
        telecom=_telecom(row),
        gender=row["gender"],
        birthDate=row["birth_date"],
        deceasedDateTime=instant(row["deceased_dt"]),
        address=[_address(row)],
        communication=_languages(row.get("language")),
        managingOrganization=reference("Organization", row["managing_organization"]),
        link=[*links, *(_link(other, "replaces") for other in replaced)],
    )


def _link(other: str, kind: str) -> Element:
    return {"other": reference("Patient", other), "type": kind}


def _telecom(row: Row) -> list[Element]:
    ways = (("phone", "home", row["phone"]), ("email", "home", row["email"]))
    return [{"system": system, "use": use, "value": value} for system, use, value in ways if value]


def _address(row: Row) -> Element:
    return {
        "use": "home" if row["address_quality"] == "good" else "old",
        **filled(
            line=[row["addr_line"]] if row["addr_line"] else None,
            city=row["city"],
            state=row["state"],
            postalCode=row["zip"],
        ),
        "country": "US",
    }


def _languages(language: str | None) -> list[Element]:
    return [{"language": coded(_LANGUAGES, language), "preferred": True}] if language else []
