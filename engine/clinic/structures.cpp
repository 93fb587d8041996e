// SPDX-License-Identifier: MIT
#include "clinic/structures.h"

#include "base/embedded.h"
#include "base/error.h"
#include "clinic/subjects.h"

#include <fmt/format.h>

#include <algorithm>

EMBEDDED_FILE(clinical_structures)

namespace clinic {
namespace {

template <typename T>
struct Word {
    std::string_view word;
    T value;
};

constexpr Word<StructureClass> classes[] = {{"no-go", StructureClass::no_go},
                                            {"caution", StructureClass::caution},
                                            {"check", StructureClass::check}};
constexpr Word<BodyPart> parts[] = {{"head", BodyPart::head}, {"body", BodyPart::body}};
constexpr Word<StructureSides> sides[] = {{"middle", StructureSides::middle},
                                          {"both", StructureSides::both}};
constexpr Word<StructureKind> kinds[] = {{"band", StructureKind::band},
                                         {"area", StructureKind::area}};
constexpr Word<SeenFrom> outlooks[] = {{"around", SeenFrom::around},
                                       {"the front", SeenFrom::the_front}};

template <typename T, std::size_t n>
T meant_by(const Fact& fact, const Word<T> (&words)[n])
{
    for (const auto& [word, value] : words)
        if (word == fact.value) return value;
    throw base::Error(fmt::format(
        "The {} of {} is \"{}\", which is no known one.", fact.field, fact.subject, fact.value));
}

Structure structure_of(Subject& rows)
{
    Structure made;
    made.id = rows.id();
    made.name = rows.take("name").value;
    made.kind = meant_by(rows.take("class"), classes);
    if (const auto fact = rows.take_if("no_go_for")) made.no_go_for = parts_of(fact->value);
    made.part = meant_by(rows.take("part"), parts);
    made.sides = meant_by(rows.take("sides"), sides);
    made.shape = meant_by(rows.take("kind"), kinds);
    if (const auto fact = rows.take_if("seen_from")) made.seen_from = meant_by(*fact, outlooks);
    made.path = text_in(rows.take("path"));
    rows.take_if("published");  // what the path was made from, for who signs the tables off
    if (const auto fact = rows.take_if("half_width")) made.half_width_mm = number_in(*fact, "mm");
    if (const auto fact = rows.take_if("half_width_between"))
        made.half_width_between = parts_of(fact->value);
    made.margin_mm = number_in(rows.take("margin"), "mm");
    if (const auto fact = rows.take_if("structure_depth")) made.depth_mm = number_in(*fact, "mm");
    if (const auto fact = rows.take_if("structure_depth_sd"))
        made.depth_sd_mm = number_in(*fact, "mm");
    made.depth_limit_mm = number_in(rows.take("depth_limit"), "mm");
    if (const auto fact = rows.take_if("lies")) made.lies = text_in(*fact);
    if (const auto fact = rows.take_if("advice")) made.advice = text_in(*fact);
    if (const auto fact = rows.take_if("within")) made.within = fact->value;
    rows.require_all_taken();
    if (made.half_width_mm.has_value() == (made.half_width_between.size() == 2))
        throw base::Error(made.id + " needs a half width, or two landmarks that give it.");
    return made;
}

}  // namespace

std::string_view name_of(StructureClass kind)
{
    return classes[std::size_t(kind)].word;
}

StructureClass Structure::kind_for(std::string_view technique) const
{
    return std::ranges::find(no_go_for, technique) != no_go_for.end() ? StructureClass::no_go
                                                                      : kind;
}

std::string Structure::sources() const
{
    std::vector<std::string> keys;
    const auto add = [&keys](const std::string& source) {
        for (const std::string& key : parts_of(source))
            if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    };
    add(path.source);
    if (half_width_mm) add(half_width_mm->source);
    add(margin_mm.source);
    if (depth_mm) add(depth_mm->source);
    add(depth_limit_mm.source);
    return fmt::format("{}", fmt::join(keys, "; "));
}

std::vector<Structure> structures_of(const std::vector<Fact>& facts)
{
    std::vector<Structure> all;
    for (Subject& rows : subjects_of(facts))
        all.push_back(structure_of(rows));
    return all;
}

const std::vector<Structure>& structures()
{
    static const std::vector<Structure> all =
        structures_of(read_facts(embedded_clinical_structures(), "structures.csv"));
    return all;
}

const Structure& structure(std::string_view id)
{
    const auto found = std::ranges::find(structures(), id, &Structure::id);
    if (found == structures().end())
        throw base::Error(fmt::format("There is no structure \"{}\".", id));
    return *found;
}

}  // namespace clinic
