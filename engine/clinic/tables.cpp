// SPDX-License-Identifier: MIT
#include "clinic/tables.h"

#include "base/embedded.h"
#include "base/error.h"
#include "base/hash.h"

#include <fmt/format.h>

#include <iterator>
#include <map>

EMBEDDED_FILE(clinical_adverse_events)
EMBEDDED_FILE(clinical_anaesthesia)
EMBEDDED_FILE(clinical_anthropometry)
EMBEDDED_FILE(clinical_areas)
EMBEDDED_FILE(clinical_body_parts)
EMBEDDED_FILE(clinical_body_regions)
EMBEDDED_FILE(clinical_care)
EMBEDDED_FILE(clinical_consent)
EMBEDDED_FILE(clinical_contraindications)
EMBEDDED_FILE(clinical_event_grades)
EMBEDDED_FILE(clinical_findings)
EMBEDDED_FILE(clinical_injectors)
EMBEDDED_FILE(clinical_landmarks)
EMBEDDED_FILE(clinical_layers)
EMBEDDED_FILE(clinical_left_out)
EMBEDDED_FILE(clinical_limits)
EMBEDDED_FILE(clinical_mixture_rules)
EMBEDDED_FILE(clinical_needles)
EMBEDDED_FILE(clinical_patterns)
EMBEDDED_FILE(clinical_region_skin)
EMBEDDED_FILE(clinical_series_rules)
EMBEDDED_FILE(clinical_skin_layers)
EMBEDDED_FILE(clinical_skin_measurements)
EMBEDDED_FILE(clinical_sources)
EMBEDDED_FILE(clinical_structures)
EMBEDDED_FILE(clinical_substance_classes)
EMBEDDED_FILE(clinical_substances)
EMBEDDED_FILE(clinical_techniques)

namespace clinic {

std::span<const ClinicalTable> all_tables()
{
    static const ClinicalTable tables[] = {
        {"techniques", "Techniques", embedded_clinical_techniques()},
        {"needles", "Needles", embedded_clinical_needles()},
        {"injectors", "Injectors, as a dry run takes them to be", embedded_clinical_injectors()},
        {"patterns", "Points per area by pattern", embedded_clinical_patterns()},
        {"limits", "General limits", embedded_clinical_limits()},
        {"areas", "Treatment areas", embedded_clinical_areas()},
        {"region_skin",
         "Regions by landmarks: their skin and area",
         embedded_clinical_region_skin()},
        {"body_regions", "Regions of the body, as proportions", embedded_clinical_body_regions()},
        {"body_parts", "Arms and legs, as proportions", embedded_clinical_body_parts()},
        {"skin_measurements", "Skin thickness as published", embedded_clinical_skin_measurements()},
        {"skin_layers", "Skin thickness as merged", embedded_clinical_skin_layers()},
        {"layers", "Target layers", embedded_clinical_layers()},
        {"structures", "Structures", embedded_clinical_structures()},
        {"findings", "Findings that the practitioner marks", embedded_clinical_findings()},
        {"substance_classes", "Classes of substances", embedded_clinical_substance_classes()},
        {"substances", "Substances", embedded_clinical_substances()},
        {"anaesthesia", "Anaesthesia", embedded_clinical_anaesthesia()},
        {"mixture_rules", "Mixtures", embedded_clinical_mixture_rules()},
        {"contraindications", "Contraindications", embedded_clinical_contraindications()},
        {"consent", "Consent", embedded_clinical_consent()},
        {"care", "Before and after", embedded_clinical_care()},
        {"adverse_events", "Adverse events", embedded_clinical_adverse_events()},
        {"event_grades", "Grades of adverse events", embedded_clinical_event_grades()},
        {"series_rules", "Series", embedded_clinical_series_rules()},
        {"landmarks", "Landmarks and where to find them", embedded_clinical_landmarks()},
        {"anthropometry", "How far landmarks can be apart", embedded_clinical_anthropometry()},
    };
    return tables;
}

const std::vector<Fact>& facts_in(std::string_view table)
{
    static const auto by_name = [] {
        std::map<std::string_view, std::vector<Fact>> all;
        for (const ClinicalTable& one : all_tables())
            all[one.name] = read_facts(one.csv, std::string(one.name) + ".csv");
        return all;
    }();
    const auto found = by_name.find(table);
    if (found == by_name.end())
        throw base::Error(fmt::format("There is no clinical table \"{}\".", table));
    return found->second;
}

const std::string& tables_hash()
{
    static const std::string hash = [] {
        std::string all = fmt::format("rules {}\n{}", rules, embedded_clinical_sources());
        for (const ClinicalTable& one : all_tables())
            fmt::format_to(std::back_inserter(all), "\n{}\n{}", one.name, one.csv);
        return base::sha256_hex(all).substr(0, 12);
    }();
    return hash;
}

const std::vector<LeftOut>& left_out()
{
    static const auto all = [] {
        std::vector<LeftOut> rows;
        for (const auto& row : read_csv(embedded_clinical_left_out())) {
            base::check(row.size() == 3, "a row of left_out.csv has three cells");
            rows.push_back({row[0], row[1], row[2]});
        }
        return rows;
    }();
    return all;
}

}  // namespace clinic
