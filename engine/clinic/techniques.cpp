// SPDX-License-Identifier: MIT
#include "clinic/techniques.h"

#include "base/embedded.h"
#include "base/error.h"
#include "clinic/row_named.h"
#include "clinic/values.h"

#include <fmt/format.h>

#include <set>

EMBEDDED_FILE(clinical_techniques)
EMBEDDED_FILE(clinical_needles)

namespace clinic {
namespace {

/// The facts of one subject, handed out by field; complains about those that nobody asked for.
class Subject {
public:
    explicit Subject(std::string id)
        : id_(std::move(id))
    {
    }
    void add(const Fact& fact)
    {
        if (fact_of(fact.field))
            throw base::Error(fmt::format("{} has two rows for {}.", id_, fact.field));
        facts_.push_back(&fact);
    }
    const std::string& id() const { return id_; }

    std::optional<Sourced<double>> find_number(std::string_view field, std::string_view unit)
    {
        const Fact* fact = take(field);
        return fact ? std::optional(number_in(*fact, unit)) : std::nullopt;
    }
    std::optional<Sourced<std::string>> find_text(std::string_view field)
    {
        const Fact* fact = take(field);
        return fact ? std::optional(text_in(*fact)) : std::nullopt;
    }
    Sourced<double> number(std::string_view field, std::string_view unit)
    {
        return present(find_number(field, unit), field);
    }
    Sourced<std::string> text(std::string_view field) { return present(find_text(field), field); }
    Range range(const std::string& field, std::string_view unit)
    {
        return {find_number(field + "_min", unit), find_number(field + "_max", unit)};
    }
    bool has_unit(std::string_view field, std::string_view unit) const
    {
        const Fact* fact = fact_of(field);
        return fact && fact->unit == unit;
    }
    void check_all_taken() const
    {
        for (const Fact* fact : facts_)
            if (!taken_.contains(fact->field))
                throw base::Error(fmt::format("{} has the unknown field {}.", id_, fact->field));
    }

private:
    const Fact* fact_of(std::string_view field) const
    {
        for (const Fact* fact : facts_)
            if (fact->field == field) return fact;
        return nullptr;
    }
    const Fact* take(std::string_view field)
    {
        taken_.emplace(field);
        return fact_of(field);
    }
    template <typename T>
    T present(std::optional<T> value, std::string_view field) const
    {
        if (!value) throw base::Error(fmt::format("{} has no row for {}.", id_, field));
        return *std::move(value);
    }

    std::string id_;
    std::vector<const Fact*> facts_;
    std::set<std::string, std::less<>> taken_;
};

/// Rows grouped by subject, in order of first row.
std::vector<Subject> subjects_of(const std::vector<Fact>& facts)
{
    std::vector<Subject> subjects;
    for (const Fact& fact : facts) {
        if (subjects.empty() || subjects.back().id() != fact.subject)
            subjects.emplace_back(fact.subject);
        subjects.back().add(fact);
    }
    return subjects;
}

void read_ranges(Subject& subject, Technique& technique)
{
    technique.published_depth_mm = subject.range("published_depth", "mm");
    technique.published_spacing_mm = subject.range("published_spacing", "mm");
    if (subject.has_unit("published_volume_max", "mL/cm2"))
        technique.published_volume_ml_per_cm2 = subject.range("published_volume", "mL/cm2");
    else
        technique.published_volume_ml = subject.range("published_volume", "mL");
    technique.angle_min_deg = subject.number("angle_min", "deg");
    technique.angle_default_deg = subject.number("angle_default", "deg");
    technique.angle_max_deg = subject.number("angle_max", "deg");
}

void read_defaults(Subject& subject, Technique& technique)
{
    technique.default_depth_mm = subject.find_number("default_depth", "mm");
    technique.depth_missing_because = subject.find_text("depth_missing_because");
    technique.default_spacing_mm = subject.find_number("default_spacing", "mm");
    technique.spacing_missing_because = subject.find_text("spacing_missing_because");
    technique.default_volume_ml = subject.number("default_volume", "mL");
    if (technique.default_depth_mm.has_value() == technique.depth_missing_because.has_value())
        throw base::Error(subject.id() + " must have a default depth or say why it has none.");
    if (technique.default_spacing_mm.has_value() == technique.spacing_missing_because.has_value())
        throw base::Error(subject.id() + " must have a default spacing or say why it has none.");
}

void read_needle(Subject& subject, Technique& technique)
{
    technique.needle = subject.text("needle");
    technique.default_needle = subject.find_text("default_needle");
    technique.needle_length_mm = subject.find_number("needle_length", "mm");
    if (technique.default_needle && !technique.needle_length_mm)
        technique.needle_length_mm = needle(technique.default_needle->value).length_mm;
}

const std::vector<Needle>& needles()
{
    static const auto facts = read_facts(embedded_clinical_needles(), "needles.csv");
    static const auto all = [] {
        std::vector<Needle> table;
        for (Subject& subject : subjects_of(facts)) {
            table.push_back({subject.id(),
                             subject.text("gauge"),
                             subject.number("outer_diameter", "mm"),
                             subject.number("length", "mm")});
            subject.check_all_taken();
        }
        return table;
    }();
    return all;
}

}  // namespace

std::vector<Technique> techniques_of(const std::vector<Fact>& facts)
{
    std::vector<Technique> all;
    for (Subject& subject : subjects_of(facts)) {
        Technique technique;
        technique.id = subject.id();
        technique.name = subject.text("name");
        technique.target_layer = subject.text("target_layer");
        read_ranges(subject, technique);
        read_defaults(subject, technique);
        read_needle(subject, technique);
        technique.note = subject.find_text("note");
        subject.check_all_taken();
        all.push_back(std::move(technique));
    }
    return all;
}

const std::vector<Technique>& techniques()
{
    static const auto facts = read_facts(embedded_clinical_techniques(), "techniques.csv");
    static const auto all = techniques_of(facts);
    return all;
}

const Technique& technique(std::string_view id)
{
    return row_named(techniques(), &Technique::id, id, "technique");
}

const Needle& needle(std::string_view id)
{
    return row_named(needles(), &Needle::id, id, "needle");
}

const Range& general_depth_mm()
{
    static const Range range{number_of("limits", "general_depth", "min", "mm"),
                             number_of("limits", "general_depth", "max", "mm")};
    return range;
}

}  // namespace clinic
