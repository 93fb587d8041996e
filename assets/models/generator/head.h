// SPDX-License-Identifier: MIT
// The head as a field. Its frame: origin midway between the tragia, y = 0 is the Frankfurt plane
// (tragion to lower orbital rim), z to the front, x to the person's left.
//
// Measures aimed at, adult means of both sexes after Farkas, "Anthropometry of the Head and Face"
// (1994), from memory: head length g-op 190, head breadth eu-eu 152, bizygomatic zy-zy 137,
// bigonial go-go 101, face height n-gn 117, n-sn 51, sn-sto 21, sto-gn 46, nose width al-al 34,
// nose protrusion sn-prn 20, intercanthal en-en 33, biocular ex-ex 88, mouth ch-ch 51, ear length
// 61 and width 34, t-n 120, t-sn 126, t-gn 144; depths z below follow from the last three.
#pragma once

#include "field.h"
#include "loft.h"
#include "person.h"

class Ear {
public:
    explicit Ear(double thickness_mm);
    double operator()(const Vec3& p) const;  // left ear, in the head's frame

private:
    double leaf(const Vec3& local) const;
    double thickness_mm_;
    Tube rim_;  // helix and lobule
    Tube antihelix_;
    Tube lower_crus_;
};

class Head {
public:
    // A coarse grid would tear holes into a leaf as thin as the real ear's, some 3 mm.
    Head(const Traits& traits, double ear_thickness_mm);
    double operator()(const Vec3& p) const;

private:
    double skull(const Vec3& p) const;
    double neck(const Vec3& p) const;
    double soft_forms_at(const Vec3& p) const;
    Traits traits_;
    Loft face_;
    Loft neck_;
    Ear ear_;
};

// Parts laid on the skin; each takes the distance so far and returns the new one.
double with_eyes(double skin, const Vec3& p);
double with_nose(double skin, const Vec3& p);
// `aged` deepens the fold from nose to mouth.
double with_mouth(double skin, const Vec3& p, double aged);
double wrinkles_at(const Vec3& p);  // mm outward, at 75 years

// Masks for colour and regions, 0 to 1, in the head's frame; those of paired parts take the left.
double vermilion_at(const Vec3& p);
double mouth_line_at(const Vec3& p);
double nostril_at(const Vec3& left);  // its inside
double brow_at(const Vec3& left);
double lash_at(const Vec3& left);
double hair_at(const Vec3& left, const Traits& traits = {});  // the scalp, where hair would grow
double beard_at(const Vec3& left);
bool is_on_ear(const Vec3& left);      // with the skin round its root
bool is_within_ear(const Vec3& left);  // inside its outline alone, where no hair grows
