// SPDX-License-Identifier: MIT
#include "session/witness.h"

#include "anatomy/local_frame.h"
#include "session/case.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace session {
namespace {

constexpr std::size_t looked_at = 4096;    // vertices of the surface, one in so many
constexpr std::size_t spread_places = 16;  // of those, as far from each other as can be
constexpr double reach_mm = 120;           // of the treated places' middle: one look at the patient
constexpr std::size_t most_landmarks = 100;

// Places in hundredths of a millimetre and normals in thousandths: with scans of ten metres the
// products below stay under 2^63.
using Whole = glm::i64vec3;

Whole whole(glm::dvec3 v, double steps)
{
    return {std::llround(v.x * steps), std::llround(v.y * steps), std::llround(v.z * steps)};
}

std::int64_t dot(Whole a, Whole b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

Whole cross(Whole a, Whole b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

std::int64_t square(Whole a)
{
    return dot(a, a);
}

struct Candidate {
    std::string name;
    glm::dvec3 place_mm;
    Whole place;   // 1/100 mm
    Whole normal;  // 1/1000
};

/// Some of the surface's vertices, evenly through its canonical order.
std::vector<Candidate> thinned(const geometry::Surface& surface)
{
    const std::size_t step = 1 + surface.mesh.positions.size() / looked_at;
    std::vector<Candidate> some;
    for (std::size_t v = 0; v < surface.mesh.positions.size(); v += step) {
        const glm::dvec3 place = in_map_steps(surface.mesh.positions[v]);
        some.push_back({"", place, whole(place, 100), whole(surface.normals[v], 1000)});
    }
    return some;
}

Whole middle_of(std::span<const Candidate> all)
{
    Whole sum{0};
    for (const Candidate& one : all)
        sum += one.place;
    return sum / std::int64_t(all.size());
}

std::vector<Candidate> near_to(glm::dvec3 middle_mm, std::vector<Candidate> skin)
{
    const Whole middle = whole(middle_mm, 100);
    const auto far_square = std::int64_t(reach_mm * 100 * reach_mm * 100);
    std::erase_if(skin,
                  [&](const Candidate& one) { return square(one.place - middle) > far_square; });
    return skin;
}

/// Only skin that faces away from the middle: no inner sheet, no hollow of a mouth.
std::vector<Candidate> outer(std::vector<Candidate> skin)
{
    const Whole middle = middle_of(skin);
    std::erase_if(skin,
                  [&](const Candidate& one) { return dot(one.place - middle, one.normal) <= 0; });
    return skin;
}

/// Beginning with the first, each time the one farthest from those before it.
std::vector<Candidate> spread(const std::vector<Candidate>& all)
{
    std::vector<Candidate> chosen;
    std::vector<std::int64_t> nearest(all.size(), std::numeric_limits<std::int64_t>::max());
    std::size_t next = 0;
    while (chosen.size() < std::min(spread_places, all.size())) {
        chosen.push_back(all[next]);
        for (std::size_t i = 0; i < all.size(); ++i)
            nearest[i] = std::min(nearest[i], square(all[i].place - all[next].place));
        next = std::size_t(std::ranges::max_element(nearest) - nearest.begin());
    }
    return chosen;
}

std::vector<Candidate> places_on(const geometry::Surface& surface,
                                 std::span<const glm::dvec3> treated_mm)
{
    glm::dvec3 middle{0};
    for (const glm::dvec3 place : treated_mm)
        middle += place / double(treated_mm.size());
    std::vector<Candidate> skin = near_to(middle, thinned(surface));
    if (skin.size() < 3) skin = thinned(surface);
    if (const std::vector<Candidate> facing_out = outer(skin); facing_out.size() >= 3)
        skin = facing_out;
    return spread(skin);
}

// What a hand finds at once on any patient, hair or not.
constexpr std::array<std::string_view, 9> easily_found{"left_tragion",
                                                       "right_tragion",
                                                       "nasion",
                                                       "pronasale",
                                                       "left_exocanthion",
                                                       "right_exocanthion",
                                                       "left_acromion",
                                                       "right_acromion",
                                                       "suprasternale"};

std::vector<Candidate> easy_ones(std::vector<Candidate> places)
{
    std::erase_if(places, [](const Candidate& one) {
        return std::ranges::find(easily_found, one.name) == easily_found.end();
    });
    return places;
}

/// The normal of a landmark is that of the skin about it: only its side matters.
std::vector<Candidate> places_of(const anatomy::Landmarks& landmarks,
                                 const geometry::Surface& surface)
{
    const std::vector<Candidate> skin = thinned(surface);
    std::vector<Candidate> places;
    for (const auto& [name, landmark] : landmarks.all()) {
        if (places.size() == most_landmarks) break;
        Candidate one{name, in_map_steps(landmark.place), whole(landmark.place, 100), {}};
        one.normal = std::ranges::min_element(skin, {}, [&](const Candidate& vertex) {
                         return square(vertex.place - one.place);
                     })->normal;
        places.push_back(std::move(one));
    }
    return places;
}

struct Triple {
    std::int64_t seen = 0;  // twice its area against the sum of normals, in steps
    std::array<std::size_t, 3> which{};
};

/// The first of those that span the most.
Triple widest(std::span<const Candidate> all)
{
    Triple best;
    for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t b = a + 1; b < all.size(); ++b)
            for (std::size_t c = b + 1; c < all.size(); ++c) {
                const Whole normal = all[a].normal + all[b].normal + all[c].normal;
                const std::int64_t seen =
                    dot(cross(all[b].place - all[a].place, all[c].place - all[a].place), normal);
                if (std::abs(seen) <= best.seen) continue;
                best.seen = std::abs(seen);
                best.which = seen > 0 ? std::array{a, b, c} : std::array{a, c, b};
            }
    return best;
}

glm::dvec3 six_decimals(glm::dvec3 v)
{
    return {std::round(v.x * 1e6) / 1e6, std::round(v.y * 1e6) / 1e6, std::round(v.z * 1e6) / 1e6};
}

Witness witness_among(std::span<const Candidate> places, const Triple& triple, bool landmarks)
{
    Witness witness;
    witness.landmarks = landmarks;
    Whole normal{0};
    for (std::size_t i = 0; i < 3; ++i) {
        const Candidate& one = places[triple.which[i]];
        witness.places[i] = {landmarks ? one.name : fmt::format("place {}", i + 1), one.place_mm};
        normal += one.normal;
    }
    witness.distances_mm = distances_between(witness.places);
    witness.outward = six_decimals(glm::normalize(glm::dvec3(normal)));
    return witness;
}

}  // namespace

Witness witness_of(const anatomy::Landmarks& landmarks,
                   const geometry::Surface& surface,
                   std::span<const glm::dvec3> treated_mm)
{
    const std::vector<Candidate> known = places_of(landmarks, surface), easy = easy_ones(known);
    if (const Triple triple = widest(easy); triple.seen > 0)
        return witness_among(easy, triple, true);
    if (const Triple triple = widest(known); triple.seen > 0)
        return witness_among(known, triple, true);
    const std::vector<Candidate> chosen = places_on(surface, treated_mm);
    return witness_among(chosen, widest(chosen), false);
}

std::array<double, 3> distances_between(const std::array<WitnessPlace, 3>& places)
{
    std::array<double, 3> distances{};
    for (std::size_t i = 0; i < 3; ++i)
        distances[i] =
            in_map_steps(glm::distance(places[i].place_mm, places[(i + 1) % 3].place_mm));
    return distances;
}

double seen_from_outside_mm2(const Witness& witness)
{
    const auto& [a, b, c] = witness.places;
    return glm::dot(glm::cross(b.place_mm - a.place_mm, c.place_mm - a.place_mm), witness.outward);
}

std::string in_words(const Witness& witness)
{
    return witness.landmarks
               ? "Three of the landmarks that were given; measure them on the patient."
               : "No landmarks were given: three places on the scan, far from each "
                 "other, chosen by the program; find them on the patient.";
}

std::string in_words(const PatientAxes& patient)
{
    const glm::dvec3 axes[] = {patient.left, patient.up, patient.front};
    constexpr const char* ways[3][2] = {
        {"toward the left", "toward the right"}, {"up", "down"}, {"to the front", "to the back"}};
    std::vector<std::string> words;
    for (int axis = 0; axis < 3; ++axis) {
        std::size_t most = 0;
        for (std::size_t way = 1; way < 3; ++way)
            if (std::abs(axes[way][axis]) > std::abs(axes[most][axis])) most = way;
        words.push_back(
            fmt::format("{} {}", "xyz"[axis], ways[most][axes[most][axis] < 0 ? 1 : 0]));
    }
    return fmt::format("For the patient, nearest: {}.", fmt::join(words, ", "));
}

std::optional<PatientAxes> patient_axes(const anatomy::Landmarks& landmarks)
{
    const bool head = anatomy::has_head_frame(landmarks);
    if (!head && !anatomy::has_body_frame(landmarks)) return std::nullopt;
    const anatomy::LocalFrame frame =
        head ? anatomy::head_frame(landmarks) : anatomy::body_frame(landmarks);
    return PatientAxes{six_decimals(frame.left), six_decimals(frame.up), six_decimals(frame.front)};
}

}  // namespace session
