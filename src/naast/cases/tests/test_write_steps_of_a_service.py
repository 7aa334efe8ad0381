from naast.cases.capability.sections import check_handling, check_steps


def steps(*milestones: str) -> list[dict[str, str]]:
    return [{"key": f"s{number}", "done_when": one} for number, one in enumerate(milestones)]


def test_steps_in_the_order_of_a_case_are_right() -> None:
    assert list(check_steps(steps("sent", "taken", "decided", "closed"), {"journey": {}})) == []


def test_the_first_step_is_what_the_resident_does() -> None:
    assert [where for where, _ in check_steps(steps("taken", "decided"), {"journey": {}})] == [(0, "done_when")]


def test_steps_may_not_go_back_in_time() -> None:
    assert [where for where, _ in check_steps(steps("sent", "decided", "taken"), {"journey": {}})] == [()]


def test_two_steps_of_one_key_are_refused() -> None:
    twice = [{"key": "a", "done_when": "sent"}, {"key": "a", "done_when": "closed"}]
    assert [where for where, _ in check_steps(twice, {"journey": {}})] == [(1, "key")]


def test_a_service_with_cases_promises_when_it_is_usually_done() -> None:
    assert list(check_handling({}, {"service": {"promise": {"usual": "3 weeks"}}})) == []
    assert len(list(check_handling({}, {"service": {"promise": {"by_law": "8 weeks"}}}))) == 1
