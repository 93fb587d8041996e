// SPDX-License-Identifier: MIT
// The whole body, standing with the arms away. Its frame: origin on the floor between the feet,
// y up, z to the front, x to the person's left.
//
// Heights and segment lengths are Drillis and Contini's (1966) shares of a stature of 1700 mm, from
// memory: ankle 0.039, knee 0.285, hip joint 0.530, shoulder joint 0.818, upper arm 0.186, forearm
// 0.146, hand 0.108, foot 0.152 by 0.055. Breadths, depths and girths are adult means of the two
// sexes as in ANSUR (1988), rounded, from memory: biacromial 390, waist 270, hip 345, chest depth
// 225, thigh girth 560, calf 360, ankle 220, upper arm 290, wrist 165.
#pragma once

#include "head.h"

// In a frame of its own; `in_hand` leads there from the arm's.
class Hand {
public:
    Hand();
    double operator()(const Vec3& p) const;

private:
    Tube thumb_;
    std::vector<Tube> fingers_;
};
Vec3 in_hand(const Vec3& p);

class Arm {
public:
    Arm();
    double operator()(const Vec3& p) const;  // left

private:
    Tube axis_;
    Hand hand_;
};

double foot(const Vec3& p);  // left, in the leg's frame

class Leg {
public:
    Leg();
    double operator()(const Vec3& p) const;  // left

private:
    Loft shaft_;
};

// Masks, 0 to 1, of nails: in the hand's frame, in the leg's, and of both in the body's.
double hand_nail_at(const Vec3& p);
double foot_nail_at(const Vec3& p);
double nail_at(const Vec3& left);

class Trunk {
public:
    explicit Trunk(const Traits& traits);
    double operator()(const Vec3& p) const;
    double relief(const Vec3& p) const;  // mm outward

private:
    Traits traits_;
    Loft sections_;
};

double with_shoulders(double skin, const Vec3& left, double arm);
double nipple_distance(const Vec3& left, double male);

class Body {
public:
    explicit Body(const Traits& traits);
    double operator()(const Vec3& p) const;  // in the person's frame
    const Person& person() const { return person_; }

private:
    double canonical(const Vec3& p) const;
    double fat_of_trunk_and_legs(const Vec3& p) const;  // mm outward
    double arm(const Vec3& left) const;
    double leg(const Vec3& side) const;
    Person person_;
    Trunk trunk_;
    Head head_;
    Arm arm_;
    Leg leg_;
};

// In the body's frame, on the left: mm from the shoulder joint, and whether p is on the arm.
double along_arm(const Vec3& left);
bool is_on_arm(const Vec3& left);

// The head's origin in the canonical body's frame: the vertex comes to the stature.
extern const Vec3 head_place;
