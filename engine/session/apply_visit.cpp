// SPDX-License-Identifier: MIT
// Commands on the visit: the patient, its day, what is in the syringes.
#include "base/error.h"
#include "session/apply_parts.h"
#include "session/clinic_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace session {
namespace {

/// As the journal gives it back: what could not be read again is refused.
ClinicFacts as_kept(const ClinicFacts& facts)
{
    return clinic_facts_in(nlohmann::json(json_of(facts)), "The visit");
}

Undo exchange_clinic(Case& current, const ClinicFacts& facts)
{
    auto before = std::exchange(current.clinic, as_kept(facts));
    const auto revision = std::exchange(current.clinic_revision, current.revision + 1);
    return {[before, revision](Case& c) {
                c.clinic = before;
                c.clinic_revision = revision;
            },
            sizeof before + 1024};
}

void require_own_names(const std::vector<clinic::Mixture>& mixtures)
{
    for (std::size_t i = 0; i < mixtures.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (mixtures[i].name == mixtures[j].name)
                throw base::Error(
                    fmt::format("There are two mixtures called \"{}\".", mixtures[i].name));
}

}  // namespace

Undo run(Case& current, const SetClinic& command)
{
    return exchange_clinic(current, command.clinic);
}

Undo run(Case& current, const SetPatient& command)
{
    ClinicFacts facts = current.clinic;
    facts.patient = command.patient;
    return exchange_clinic(current, facts);
}

Undo run(Case& current, const SetVisit& command)
{
    ClinicFacts facts = current.clinic;
    facts.visit = command.visit;
    facts.on = command.on;
    facts.cream_lidocaine_mg = command.cream_lidocaine_mg;
    facts.infiltrated_lidocaine_mg = command.infiltrated_lidocaine_mg;
    facts.device = command.device;
    return exchange_clinic(current, facts);
}

Undo run(Case& current, const SetMixtures& command)
{
    require_own_names(command.mixtures);
    ClinicFacts facts = current.clinic;
    facts.mixtures = command.mixtures;
    return exchange_clinic(current, facts);
}

Undo run(Case& current, const SetMarks& command)
{
    ClinicFacts facts = current.clinic;
    facts.marks = command.marks;
    facts.events = command.events;
    return exchange_clinic(current, facts);
}

Undo run(Case& current, const RenameMixture& command)
{
    ClinicFacts facts = current.clinic;
    const auto named = std::ranges::find(facts.mixtures, command.mixture, &clinic::Mixture::name);
    if (named == facts.mixtures.end())
        throw base::Error(fmt::format("There is no mixture \"{}\".", command.mixture));
    named->name = command.name;
    require_own_names(facts.mixtures);
    Undo undo = exchange_clinic(current, facts);
    std::vector<std::size_t> followed;
    for (std::size_t i = 0; i < current.zones.size(); ++i) {
        if (current.zones[i].aim.mixture != command.mixture) continue;
        current.zones[i].aim.mixture = command.name;
        followed.push_back(i);
    }
    return {[facts_back = undo.revert, followed, name = command.mixture](Case& c) {
                facts_back(c);
                for (const std::size_t i : followed)
                    c.zones[i].aim.mixture = name;
            },
            undo.bytes};
}

}  // namespace session
