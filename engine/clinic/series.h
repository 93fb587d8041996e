// SPDX-License-Identifier: MIT
// A series of visits: when, how far new points keep from the old ones, and what is planned against
// what was given.
#pragma once

#include "clinic/days.h"
#include "clinic/dose.h"
#include "clinic/rule.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace clinic {

/// How a series is wished for.
struct Protocol {
    Day start;
    int visits = 0;
    std::vector<int> intervals_days;  // one after the other; the last goes on
    bool operator==(const Protocol&) const = default;
};

/// The days of all visits; no interval is shorter than a product allows.
std::vector<Day> visit_days(const Protocol& protocol, const std::vector<std::string>& substances);
/// The longest of their least intervals; 0 where none has one.
int least_interval_days(const std::vector<std::string>& substances);

/// Intervals, number of visits and caps of the series as a whole.
Findings series_findings(const Protocol& protocol, const std::vector<std::string>& substances);

/// What a visit asks for in the course of a series: "review", "stop or change" or nothing.
std::string review_at(int visit);

/// How far a point keeps from those of the last visits.
struct SiteDistance {
    double wished_mm = 0;
    double kept_mm = 0;  // 0 where it yields to the spacing
    bool yields() const { return kept_mm < wished_mm; }
};
SiteDistance no_same_site(double spacing_mm, double volume_ml);

/// True if a visit so many days ago still counts.
bool in_look_back(int days_ago);

/// The share of a cell by which a visit's rows move, along and across: a cycle of four.
std::pair<double, double> phase_of(int visit);

/// How far points keep from an open adverse event of that grade; 0 where they need not.
double adverse_margin_mm(int grade);

/// Carry-over to another scan is refused where landmarks are farther off.
Finding registration_finding(double error_mm);

/// The first of the days without aspirin before a visit.
Day aspirin_free_from(Day visit);

/// What one zone of one visit was to get, and got.
struct Account {
    int points_planned = 0, points_given = 0;
    double planned_ml = 0, given_ml = 0;
    std::map<std::string, double> planned_mg, given_mg;  // by substance

    Account& operator+=(const Account& other);
};
/// Points that were skipped or added count as they were given; what was spilled counts as planned
/// only.
Account account_of(const Mixture* mixture,
                   double point_ml,
                   int planned,
                   int skipped,
                   const std::vector<double>& added_ml,
                   double spilled_ml);

}  // namespace clinic
