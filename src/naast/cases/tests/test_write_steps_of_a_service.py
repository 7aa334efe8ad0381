from naast.cases.capability.sections import check_handling, check_steps

SENDS = {"journey": {"endings": {"send": {"kind": "case"}}}, "handling": {}}


def steps(*milestones: str) -> list[dict[str, str]]:
    return [{"key": f"s{number}", "done_when": one} for number, one in enumerate(milestones)]


def test_steps_in_the_order_of_a_case_are_right() -> None:
    assert list(check_steps(steps("sent", "taken", "decided", "closed"), SENDS)) == []


def test_the_first_step_is_what_the_resident_does() -> None:
    assert [where for where, _ in check_steps(steps("taken", "decided"), SENDS)] == [(0, "done_when")]


def test_steps_may_not_go_back_in_time() -> None:
    assert [where for where, _ in check_steps(steps("sent", "decided", "taken"), SENDS)] == [()]


def test_two_steps_of_one_key_are_refused() -> None:
    twice = [{"key": "a", "done_when": "sent"}, {"key": "a", "done_when": "closed"}]
    assert [where for where, _ in check_steps(twice, SENDS)] == [(1, "key")]


def test_what_is_sent_needs_a_team() -> None:
    assert list(check_steps(steps("sent", "closed"), SENDS)) == []
    assert [where for where, _ in check_steps(steps("sent", "closed"), {"journey": SENDS["journey"]})] == [()]


def test_a_journey_that_leads_to_another_door_has_no_case_to_follow() -> None:
    package = {"journey": {"endings": {"ready": {"kind": "answer"}}}}
    assert list(check_steps([{"key": "measure"}, {"key": "apply"}], package)) == []
    assert [where for where, _ in check_steps(steps("sent"), package)] == [(0, "done_when")]


def test_a_service_with_cases_promises_when_it_is_usually_done() -> None:
    assert list(check_handling({}, {"service": {"promise": {"usual": "3 weeks"}}})) == []
    assert len(list(check_handling({}, {"service": {"promise": {"by_law": "8 weeks"}}}))) == 1


def test_only_an_ending_that_exists_cannot_wait() -> None:
    package = {"service": {"promise": {"usual": "6 weeks"}}, **SENDS}
    assert list(check_handling({"start_within": {"send": "1 working day"}}, package)) == []
    (found,) = check_handling({"start_within": {"sent": "1 working day"}}, package)
    assert found[0] == ("start_within", "sent")
    (found,) = check_handling({"start_because": {"send": "Gevaarlijk"}}, package)
    assert found[0] == ("start_because", "send")
