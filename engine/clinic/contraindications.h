// SPDX-License-Identifier: MIT
// What the patient brings along, and whether a visit may take place: block, postpone, a letter of
// the treating doctor, or a warning.
#pragma once

#include "clinic/days.h"
#include "clinic/rule.h"
#include "clinic/table.h"
#include "clinic/thickness.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

/// One answer of the patient: an item of contraindications.csv, and when it was, where that counts.
struct Condition {
    std::string item;
    std::optional<Day> on;
    bool operator==(const Condition&) const = default;
};

struct PatientFacts {
    std::optional<double> age_years;
    Sex sex = Sex::unknown;
    std::optional<double> weight_kg;
    std::optional<double> height_cm;
    std::optional<double> bmi;     // given, or else from weight and height
    std::optional<int> phototype;  // of Fitzpatrick, 1 to 6
    std::vector<Condition> conditions;
    std::vector<std::string> allergies;  // ids of substances, or words on a product
    std::vector<std::string> letters;    // items for which the treating doctor wrote
    std::optional<Day> consent_on;
    std::optional<Day> aspirin_checked_on;  // asked, and none in the seven days before
    std::vector<Measured> measured;         // by ultrasound
    bool operator==(const PatientFacts&) const = default;

    SkinOwner skin() const;
};

enum class Action { none, warn, letter, postpone, block };
std::string_view name_of(Action action);

struct Contraindication {
    std::string item;
    std::string name;
    Action action = Action::none;
    std::string advice;
    std::string source;  // keys
};

/// Every item of the table that the patient meets on that day, with these substances in the
/// syringes. An item that wears off, or that a letter covers, has the action none. Throws Error
/// for a condition that the table does not know.
std::vector<Contraindication> contraindications(const PatientFacts& patient,
                                                Day today,
                                                const std::vector<std::string>& substances);

/// What a patient can be asked about: an item that no number of the patient tells.
struct AskedCondition {
    std::string id, name;
    bool wears_off = false;  // it counts when it was
    bool takes_letter = false;
    std::string source;  // keys
};
std::vector<AskedCondition> asked_conditions();

/// The same as findings, with consent and the seven aspirin-free days as a checklist.
Findings patient_findings(const PatientFacts& patient,
                          std::optional<Day> today,
                          const std::vector<std::string>& substances);

}  // namespace clinic
