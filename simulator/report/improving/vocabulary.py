"""The words by which a corrective action is read: what it may begin with, what says nothing. Assumed."""

from __future__ import annotations

_VAGUE = """
address assure be become better consider continue coordinate deal encourage endeavor enhance ensure explore focus
foster handle improve increase investigate look maximize optimize prioritize promote raise reinforce remember
strengthen strive support think try understand work
"""
VAGUE = frozenset(_VAGUE.split())
"""Verbs that say what would be nice and not what will be there. Source: practice.md 1.4 ("improve coordination" is
called useless to implement); the list is assumed."""

_VERBS = """
activate add adopt agree allocate amend announce appoint approve archive arrange assign attach audit automate back
block book budget build buy call cap certify change check choose close collect commission compile complete conduct
configure confirm connect contract copy correct create cut decide decommission define delegate delete deliver deploy
describe design designate destroy develop disable document draft drill drop enable encode encrypt enforce engage
establish exercise expand export extend file fill finish fix forbid formalize fund give grant harden hire hold host
identify implement import include inform insert inspect install instruct integrate inventory isolate issue keep
label lengthen limit link list lock log lower maintain make map mask measure merge migrate minimize monitor move
name negotiate notify number obtain open order organize outline pay pilot place post prepare preserve print procure
prohibit provide publish purchase purge put record recruit redact reduce register rehearse remove rename renew
repair replace report request require rescind reset restore restrict retain retire retrain retrieve return reverse
review revise revoke rewrite rotate route run schedule seal secure segment select send separate set shorten show
sign simplify specify split staff standardize start state stock stop store submit subscribe switch tag take teach
tell terminate test time track train transfer translate turn update upgrade use validate verify withdraw write
"""
VERBS = frozenset(_VERBS.split())
"""Verbs that an action may begin with."""

_EMPTY = """
a all an and any appropriate are as at awareness be better by collaboration communication communications cooperation
coordination culture each effectiveness efficiency efforts every everybody everyone everything for from good in into
is issue issues it its matters more of on our preparedness readiness situation so some something stuff teamwork that
the their them these they thing things this those to understanding up visibility we what with
"""
EMPTY = frozenset(_EMPTY.split())
"""Words that name no thing."""
