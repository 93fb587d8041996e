// SPDX-License-Identifier: MIT
// Measuring on the skin: two clicks give the distance along it and straight through the air, a
// third one the angle at the second. It changes nothing of the case.
#pragma once

#include "tools/click.h"
#include "tools/hand.h"
#include "tools/skin_ruler.h"

#include <optional>
#include <string>
#include <vector>

namespace tools {

class Measure {
public:
    explicit Measure(SkinRuler& ruler)
        : ruler_(ruler)
    {
    }

    void start();
    void stop() { measures_ = false; }
    bool measures() const { return measures_; }

    void handle(const shell::PointerEvent& event, bool inside, const Bench& bench);

    /// On the skin, up to three.
    const std::vector<glm::dvec3>& places() const { return places_; }
    std::optional<double> straight_mm() const;
    std::optional<double> along_mm()
    {
        return places_.size() < 2 ? std::nullopt : ruler_.along_mm();
    }
    std::optional<double> angle_deg() const;

private:
    SkinRuler& ruler_;
    bool measures_ = false;
    std::vector<glm::dvec3> places_;
    std::vector<geometry::SurfacePoint> on_scan_;
    Click click_;
};

}  // namespace tools
