// SPDX-License-Identifier: MIT
// Ground tone, mottling and pores, redness where blood lies near, lips, brows, lashes, the shadow
// of shaved hair. Tones are chosen by eye.
#include "complexion.h"

#include "body.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

const Vec3 complexion_ground(0.850, 0.666, 0.574);

namespace {

constexpr Vec3 lip_red(0.735, 0.465, 0.430), brow_hair(0.285, 0.205, 0.160);
constexpr Vec3 lash(0.20, 0.14, 0.12), stubble(0.500, 0.430, 0.395), areola(0.64, 0.42, 0.36);
constexpr Vec3 nail(0.885, 0.70, 0.635);

double hashed(std::int64_t x, std::int64_t y, std::int64_t z)
{
    auto h = static_cast<std::uint64_t>(x) * 0x9E37'79B9'7F4A'7C15 +
             static_cast<std::uint64_t>(y) * 0xC2B2'AE3D'27D4'EB4F +
             static_cast<std::uint64_t>(z) * 0x1656'67B1'9E37'79F9;
    h = (h ^ (h >> 29)) * 0xBF58'476D'1CE4'E5B9;
    return static_cast<double>((h ^ (h >> 32)) & 0xFFFF) / 65535.0;
}

// Value noise, -1 to 1, of the given grain.
double noise(const Vec3& p, double grain_mm)
{
    const Vec3 q = p / grain_mm, low = glm::floor(q);
    Vec3 t = q - low;
    t = t * t * (3.0 - 2.0 * t);
    const auto corner = [&](int i) {
        return hashed(static_cast<std::int64_t>(low.x) + (i & 1),
                      static_cast<std::int64_t>(low.y) + ((i >> 1) & 1),
                      static_cast<std::int64_t>(low.z) + (i >> 2));
    };
    const auto along_x = [&](int i) { return glm::mix(corner(i), corner(i + 1), t.x); };
    const double low_z = glm::mix(along_x(0), along_x(2), t.y);
    return 2.0 * glm::mix(low_z, glm::mix(along_x(4), along_x(6), t.y), t.z) - 1.0;
}

// From p to the nearest of dots that are strewn in space, one in each cube of the grid.
double distance_to_dot(const Vec3& p, double grid_mm)
{
    const Vec3 q = p / grid_mm, cell = glm::floor(q);
    double least = 9;
    for (int i = 0; i < 27; ++i) {
        const Vec3 there = cell + Vec3(i % 3 - 1, i / 3 % 3 - 1, i / 9 - 1);
        const auto x = static_cast<std::int64_t>(there.x), y = static_cast<std::int64_t>(there.y),
                   z = static_cast<std::int64_t>(there.z);
        const Vec3 dot = there + Vec3(hashed(x, y, z), hashed(y, z, x + 7), hashed(z, x, y + 13));
        least = std::min(least, glm::dot(dot - q, dot - q));
    }
    return std::sqrt(least) * grid_mm;
}

struct Spot {
    const char* where;
    Vec3 centre;  // on the left
    Vec3 sigma;
    double strength;
};

constexpr Spot red_on_face[] = {
    {"cheek", {40, -8, 76}, {15, 12, 20}, 0.85},
    {"tip and wings of the nose", {7, -14, 104}, {10, 10, 14}, 0.55},
    {"chin", {0, -76, 88}, {12, 8, 12}, 0.45},
    {"rim of the ear", {78, 14, -18}, {14, 26, 22}, 0.9},
    {"tragus", {70, -3, -2}, {6, 7, 8}, 0.45},
    {"lobe", {68, -20, -6}, {8, 9, 12}, 0.7},
    {"upper lid", {31, 17, 80}, {13, 6, 12}, 0.45},
    {"between the brows", {0, 36, 92}, {10, 8, 12}, 0.2},
    {"jaw", {46, -48, 50}, {16, 16, 30}, 0.22},
};
constexpr Spot dark_on_face[] = {
    {"below the eye", {28, 7, 80}, {11, 4, 12}, 0.3},
    {"concha", {66, -3, -13}, {6, 8, 6}, 0.7},
    {"inner corner", {15, 17, 84}, {4, 5, 10}, 0.45},
    {"side of the nose", {13, -4, 92}, {4, 8, 10}, 0.3},
    {"corner of the mouth", {26, -44, 82}, {4, 4, 10}, 0.5},
};
constexpr Spot pored_on_face[] = {
    {"tip and wings of the nose", {8, -12, 104}, {11, 14, 16}, 1.0},
    {"cheek beside the nose", {27, -6, 86}, {15, 14, 16}, 0.8},
    {"forehead", {12, 58, 94}, {36, 18, 30}, 0.35},
    {"chin", {8, -78, 88}, {14, 10, 14}, 0.5},
};
constexpr Spot red_on_body[] = {
    {"knee", {99, 468, 52}, {26, 30, 30}, 0.6},
    {"heel and toes", {115, 10, 100}, {50, 14, 60}, 0.5},
    {"heel", {108, 20, -70}, {30, 24, 24}, 0.5},
    {"upper chest", {30, 1270, 80}, {60, 50, 60}, 0.25},
    {"buttock", {74, 830, -120}, {50, 50, 40}, 0.25},
};

template <std::size_t Count>
double sum_of(const Spot (&spots)[Count], const Vec3& left)
{
    double sum = 0;
    for (const Spot& spot : spots) {
        const Vec3 q = (left - spot.centre) / spot.sigma;
        sum += spot.strength * std::exp(-0.5 * std::min(glm::dot(q, q), 30.0));
    }
    return sum;
}

void blend(Vec3& colour, const Vec3& to, double share)
{
    colour = glm::mix(colour, to, std::clamp(share, 0.0, 1.0));
}

void paint_head(Vec3& colour, const Vec3& q, double grain, const Traits& traits)
{
    const Vec3 left(std::abs(q.x), q.y, q.z);
    blend(colour, {0.80, 0.50, 0.44}, (0.55 + 0.12 * noise(q, 3.0)) * sum_of(red_on_face, left));
    blend(colour, {0.66, 0.48, 0.43}, 0.55 * sum_of(dark_on_face, left));
    blend(colour, lip_red * (1.0 + 0.05 * grain), (0.85 - 0.25 * traits.male) * vermilion_at(q));
    blend(colour, {0.45, 0.24, 0.23}, 0.6 * mouth_line_at(q));
    blend(colour, {0.36, 0.18, 0.15}, 0.85 * nostril_at(left));
    const Vec3 grey(0.52, 0.50, 0.48);
    const Vec3 hair = glm::mix(brow_hair, grey, smooth_step(0.4, 1.2, traits.aged()));
    // A hairline is no line: hairs thin out, some farther than others.
    const double ragged = 0.30 * noise(q, 2.5) + 0.20 * grain;
    const auto thinned = [&](double share) {
        return smooth_step(0.05, 0.95, share + ragged * 4.0 * share * (1.0 - share));
    };
    blend(colour, stubble * (1.0 + 0.10 * grain), 0.50 * thinned(hair_at(left, traits)));
    blend(colour,
          stubble * (1.0 + 0.10 * grain),
          0.36 * traits.male * beard_at(left) * (1.0 + ragged));
    blend(colour, hair * (1.0 + 0.25 * grain), (0.70 + 0.15 * grain) * brow_at(left));
    blend(colour, lash, 0.7 * lash_at(left));
}

void paint_body(Vec3& colour, const Vec3& left, const Traits& traits)
{
    double red = sum_of(red_on_body, left);
    if (is_on_arm(left)) red += 0.7 * smooth_step(560, 640, along_arm(left));
    blend(colour, {0.80, 0.52, 0.45}, 0.5 * red);
    if (left.y < 60.0 || is_on_arm(left)) blend(colour, nail, 0.8 * nail_at(left));
    const double wide = 17.0 - 4.0 * traits.male;
    blend(colour,
          areola,
          0.75 * smooth_step(wide + 2.5, wide - 2.5, nipple_distance(left, traits.male)));
    blend(colour, {0.62, 0.42, 0.36}, 0.4 * bell(glm::length(left - Vec3(0, 977, 92)), 5.5));
}

}  // namespace

Vec3 complexion(const Vec3& p, const Vec3& normal, const Traits& traits)
{
    const double mottling = 0.6 * noise(p, 14.0) + 0.4 * noise(p + 50.0, 5.0);
    const double grain = 0.6 * noise(p + 90.0, 1.6) + 0.4 * noise(p + 30.0, 0.8);
    Vec3 colour = complexion_ground;
    // Years make it uneven.
    blend(colour,
          {0.66, 0.47, 0.38},
          0.3 * traits.aged() * smooth_step(0.55, 0.9, noise(p + 17.0, 7.0)));
    blend(colour, {0.83, 0.58, 0.50}, 0.18 + 0.22 * mottling);
    const Vec3 q = p - head_place;
    if (q.y > -130.0)
        paint_head(colour, q, grain, traits);
    else
        paint_body(colour, {std::abs(p.x), p.y, p.z}, traits);
    // The underside sees less sun.
    colour *= 1.0 + 0.015 * normal.y + 0.022 * grain;
    return glm::clamp(colour, 0.0, 1.0);
}

Vec3 complexion_close_up(const Vec3& p, const Vec3& normal, const Traits& traits)
{
    Vec3 colour = complexion(p, normal, traits);
    colour *= 1.0 + 0.018 * noise(p + 70.0, 0.35);
    const Vec3 q = p - head_place;
    if (q.y <= -130.0) return glm::clamp(colour, 0.0, 1.0);
    const Vec3 left(std::abs(q.x), q.y, q.z);
    const double lips = vermilion_at(q);
    colour *= 1.0 + 0.07 * lips * noise({q.x, 0.2 * q.y, 0.2 * q.z}, 0.6);
    const double pore = smooth_step(0.34, 0.12, distance_to_dot(p, 1.0));
    colour *= 1.0 - 0.11 * pore * (1.0 - lips) * std::min(sum_of(pored_on_face, left), 1.0);
    // Some 120 hairs on a square centimetre of scalp.
    const double follicle = smooth_step(0.26, 0.10, distance_to_dot(p + 40.0, 0.75));
    const double shaved = std::max(hair_at(left, traits), 0.7 * traits.male * beard_at(left));
    blend(colour, brow_hair, 0.55 * follicle * shaved);
    const double along_the_brow = noise({0.3 * q.x, q.y + 0.3 * left.x, 0.3 * q.z}, 0.5);
    colour *= 1.0 - 0.22 * brow_at(left) * std::max(along_the_brow, 0.0);
    return glm::clamp(colour, 0.0, 1.0);
}
