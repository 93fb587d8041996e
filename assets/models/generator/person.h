// SPDX-License-Identifier: MIT
// Who is modelled. Every part is modelled once, on a woman of mean size (the canonical person);
// other people are that form with other bumps and girths, stretched to their own means.
#pragma once

#include "field.h"

struct Traits {
    double male = 0.0;   // 0 a woman, 1 a man
    double age = 35.0;   // years, 20 to 90: wrinkles and folds, grey hair
    double build = 0.0;  // -1 thin, 0 mean, 1 stout

    double aged() const;  // 0 at 30 years, 1 at 75
};

class Person {
public:
    explicit Person(const Traits& traits);

    const Traits& traits() const { return traits_; }
    double scale() const { return scale_; }  // of the body
    // Both in the body's frame: from the person's point to the canonical person's, and back.
    Vec3 canonical(const Vec3& p) const;
    Vec3 placed(const Vec3& canonical) const;

private:
    double head_share(double y) const;  // of the body's scale; y in the head's frame
    double lengthening(double y) const;
    Traits traits_;
    double scale_;
};
