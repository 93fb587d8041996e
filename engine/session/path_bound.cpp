// SPDX-License-Identifier: MIT
#include "session/path_bound.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <limits>
#include <vector>

namespace session {
namespace {

// Distances that are looked at, in all rounds together.
constexpr double most_work = 3e7;

/// A tree over the places, and with a door beside them that leads to each for nothing: a path from
/// the door through all places and back has two edges at each, and the tree shall come near that.
struct Tree {
    double length_mm = 0;       // with prices
    std::vector<int> edges_at;  // of each place, the door's two among them
};

/// The shortest, by Prim.
Tree shortest_tree(std::span<const glm::dvec3> places, const std::vector<double>& price)
{
    const std::size_t n = places.size();
    Tree tree{0, std::vector<int>(n, 0)};
    std::vector<double> away(n, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> parent(n, 0), left(n - 1);
    for (std::size_t i = 1; i < n; ++i)
        left[i - 1] = i;
    for (std::size_t newest = 0; !left.empty();) {
        std::size_t nearest = 0;
        for (std::size_t k = 0; k < left.size(); ++k) {
            const std::size_t i = left[k];
            const double d = glm::distance(places[newest], places[i]) + price[newest] + price[i];
            if (d < away[i]) {
                away[i] = d;
                parent[i] = newest;
            }
            if (away[i] < away[left[nearest]]) nearest = k;
        }
        newest = left[nearest];
        left[nearest] = left.back();
        left.pop_back();
        tree.length_mm += away[newest];
        ++tree.edges_at[newest];
        ++tree.edges_at[parent[newest]];
    }
    return tree;
}

void add_door(const std::vector<double>& price, Tree& tree)
{
    std::size_t first = 0, second = 1;
    if (price[second] < price[first]) std::swap(first, second);
    for (std::size_t i = 2; i < price.size(); ++i) {
        if (price[i] < price[first]) {
            second = first;
            first = i;
        } else if (price[i] < price[second]) {
            second = i;
        }
    }
    tree.length_mm += price[first] + price[second];
    ++tree.edges_at[first];
    ++tree.edges_at[second];
}

}  // namespace

double path_bound_mm(std::span<const glm::dvec3> places_mm, double path_mm)
{
    const std::size_t n = places_mm.size();
    if (n < 2) return 0;
    const double work = double(n) * double(n) / 2;
    const int rounds = std::clamp(int(most_work / work), 1, 500);
    std::vector<double> price(n, 0);
    double best_mm = 0, pace = 2;
    for (int round = 0, idle = 0; round < rounds; ++round) {
        Tree tree = shortest_tree(places_mm, price);
        add_door(price, tree);
        double paid_twice = 0, squares = 0;
        for (std::size_t i = 0; i < n; ++i) {
            paid_twice += 2 * price[i];
            squares += double((tree.edges_at[i] - 2) * (tree.edges_at[i] - 2));
        }
        const double bound_mm = tree.length_mm - paid_twice;
        idle = bound_mm > best_mm + 1e-6 * path_mm ? 0 : idle + 1;
        best_mm = std::max(best_mm, bound_mm);
        if (idle == 10) {
            pace /= 2;
            idle = 0;
        }
        if (squares == 0) break;
        const double step = pace * std::max(path_mm - bound_mm, 1e-3 * path_mm) / squares;
        for (std::size_t i = 0; i < n; ++i)
            price[i] += step * (tree.edges_at[i] - 2);
    }
    return best_mm;
}

}  // namespace session
