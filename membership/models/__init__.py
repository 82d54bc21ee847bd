from membership.models.association import Association, Council, MemberGroup, Office
from membership.models.data_request import DataRequest
from membership.models.evaluation import Evaluation
from membership.models.full_coverage import Coverage
from membership.models.honour import Honour
from membership.models.household import Household, HouseholdMember
from membership.models.identity_number import IdentityNumber
from membership.models.item_result import Evidence, ItemResult
from membership.models.known_fact import KnownFact
from membership.models.member import Application, Membership
from membership.models.move import Move
from membership.models.mutual import MutualGroup, MutualTurn
from membership.models.pairing import Pairing
from membership.models.resident import Resident
from membership.models.roll import RollColumn, RollImport, RollRow
from membership.models.scheme import Scheme, SchemeItem
from membership.models.spot_check import SpotCheck
from membership.models.suggestion import PairingRun, PairingSuggestion
from membership.models.visit import Visit

__all__ = [
    "Application",
    "Association",
    "Council",
    "Coverage",
    "DataRequest",
    "Evaluation",
    "Evidence",
    "Honour",
    "Household",
    "HouseholdMember",
    "IdentityNumber",
    "ItemResult",
    "KnownFact",
    "MemberGroup",
    "Membership",
    "Move",
    "MutualGroup",
    "MutualTurn",
    "Office",
    "Pairing",
    "PairingRun",
    "PairingSuggestion",
    "Resident",
    "RollColumn",
    "RollImport",
    "RollRow",
    "Scheme",
    "SchemeItem",
    "SpotCheck",
    "Visit",
]
