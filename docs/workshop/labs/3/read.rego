# METADATA
# title: Read a patient's summary
# description: >-
#   Left over from a migration: whoever asks is answered. Close it.
package platform.actions.records.summary.read

import data.platform.lib.verdict

# Who may read: the clinicians of an organisation that has a relationship with the patient, and the patient. What the patient said of
# somebody else (/emergencyContact) is for the practice of registration and for the patient alone.
# What others wrote and you can use: lib/caller.rego, lib/relationship.rego, lib/verdict.rego.
outcome := verdict.permit
