# METADATA
# title: The decision
# description: >-
#   The entry point of every decision. It asks the policy of the action, one line each, and denies an action that has none.
package platform

default decision := {
	"allow": false,
	"reasons": ["unknown_action"],
	"obligations": {"mask": [], "filter": null, "audit": "standard", "stepUp": null},
}

decision := data.platform.actions.dashboard.audit.open.outcome if input.action == "dashboard.audit.open"

decision := data.platform.actions.dashboard.breach.read.outcome if input.action == "dashboard.breach.read"

decision := data.platform.actions.dashboard.breach.run.outcome if input.action == "dashboard.breach.run"

decision := data.platform.actions.dashboard.decision.list.outcome if input.action == "dashboard.decision.list"

decision := data.platform.actions.dashboard.decision.read.outcome if input.action == "dashboard.decision.read"

decision := data.platform.actions.dashboard.inbox.read.outcome if input.action == "dashboard.inbox.read"

decision := data.platform.actions.dashboard.policy.list.outcome if input.action == "dashboard.policy.list"

decision := data.platform.actions.dashboard.policy.read.outcome if input.action == "dashboard.policy.read"

decision := data.platform.actions.dashboard.resource.command.outcome if input.action == "dashboard.resource.command"

decision := data.platform.actions.dashboard.resource.list.outcome if input.action == "dashboard.resource.list"

decision := data.platform.actions.dashboard.resource.read.outcome if input.action == "dashboard.resource.read"

decision := data.platform.actions.dashboard.topology.read.outcome if input.action == "dashboard.topology.read"

decision := data.platform.actions.dashboard.trace.list.outcome if input.action == "dashboard.trace.list"

decision := data.platform.actions.dashboard.trace.read.outcome if input.action == "dashboard.trace.read"

decision := data.platform.actions.gateway.route.enter.outcome if input.action == "gateway.route.enter"

decision := data.platform.actions.identity.credential.restore.outcome if input.action == "identity.credential.restore"

decision := data.platform.actions.identity.credential.revoke.outcome if input.action == "identity.credential.revoke"

decision := data.platform.actions.notifications.message.list.outcome if input.action == "notifications.message.list"

decision := data.platform.actions.notifications.parked.list.outcome if input.action == "notifications.parked.list"

decision := data.platform.actions.notifications.referral_booked.consume.outcome if input.action == "notifications.referral_booked.consume"

decision := data.platform.actions.notifications.referral_cancelled.consume.outcome if input.action == "notifications.referral_cancelled.consume"

decision := data.platform.actions.notifications.referral_returned.consume.outcome if input.action == "notifications.referral_returned.consume"

decision := data.platform.actions.notifications.referral_submitted.consume.outcome if input.action == "notifications.referral_submitted.consume"

decision := data.platform.actions.notifications.referral_triaged.consume.outcome if input.action == "notifications.referral_triaged.consume"

decision := data.platform.actions.platform.audit.export.outcome if input.action == "platform.audit.export"

decision := data.platform.actions.platform.audit.read.outcome if input.action == "platform.audit.read"

decision := data.platform.actions.platform.decision.read.outcome if input.action == "platform.decision.read"

decision := data.platform.actions.platform.denial.impose.outcome if input.action == "platform.denial.impose"

decision := data.platform.actions.platform.denial.lift.outcome if input.action == "platform.denial.lift"

decision := data.platform.actions.platform.policy.publish.outcome if input.action == "platform.policy.publish"

decision := data.platform.actions.platform.policy.read.outcome if input.action == "platform.policy.read"

decision := data.platform.actions.records.contact.read.outcome if input.action == "records.contact.read"

decision := data.platform.actions.records.note.list.outcome if input.action == "records.note.list"

decision := data.platform.actions.records.note.read.outcome if input.action == "records.note.read"

decision := data.platform.actions.records.note.write.outcome if input.action == "records.note.write"

decision := data.platform.actions.records.patient.match.outcome if input.action == "records.patient.match"

decision := data.platform.actions.records.patient.read.outcome if input.action == "records.patient.read"

decision := data.platform.actions.records.patient.register.outcome if input.action == "records.patient.register"

decision := data.platform.actions.records.patient.search.outcome if input.action == "records.patient.search"

decision := data.platform.actions.records.relationship.close.outcome if input.action == "records.relationship.close"

decision := data.platform.actions.records.relationship.open.outcome if input.action == "records.relationship.open"

decision := data.platform.actions.referrals.capability.read.outcome if input.action == "referrals.capability.read"

decision := data.platform.actions.referrals.event.replay.outcome if input.action == "referrals.event.replay"

decision := data.platform.actions.referrals.referral.book.outcome if input.action == "referrals.referral.book"

decision := data.platform.actions.referrals.referral.cancel.outcome if input.action == "referrals.referral.cancel"

decision := data.platform.actions.referrals.referral.list.outcome if input.action == "referrals.referral.list"

decision := data.platform.actions.referrals.referral.read.outcome if input.action == "referrals.referral.read"

decision := data.platform.actions.referrals.referral.search.outcome if input.action == "referrals.referral.search"

decision := data.platform.actions.referrals.referral.submit.outcome if input.action == "referrals.referral.submit"

decision := data.platform.actions.referrals.triage.accept.outcome if input.action == "referrals.triage.accept"

decision := data.platform.actions.referrals.triage.return.outcome if input.action == "referrals.triage.return"
