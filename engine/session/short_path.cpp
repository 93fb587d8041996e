// SPDX-License-Identifier: MIT
#include "session/short_path.h"

#include "base/error.h"

#include <algorithm>
#include <utility>

namespace session {
namespace {

using Node = std::uint32_t;

// The edge between the door in and the door out is worth more than any path, so that it stays.
constexpr std::int64_t doors_apart = -(std::int64_t(1) << 50);

// Neighbours of a place that a new edge may lead to.
constexpr std::size_t candidates = 5;
// Or-opt moves stretches of up to so many places.
constexpr std::size_t longest_stretch = 3;
// Kicks per place, and at most; a kick swaps two stretches of up to so many places.
constexpr std::size_t kicks_per_place = 6;
constexpr std::size_t most_kicks = 2'000;
constexpr std::size_t longest_kick = 30;
// Up to so many places have their distances in a table (2 MB), which is three times as fast.
constexpr std::size_t most_in_table = 700;

std::vector<std::uint32_t> all_distances(std::span<const Place> places)
{
    std::vector<std::uint32_t> table;
    table.reserve(places.size() * places.size());
    for (const Place a : places)
        for (const Place b : places)
            table.push_back(std::uint32_t(straight_distance(a, b)));  // below 2^29
    return table;
}

/// Costs between places and two doors, "in" and "out", that are joined: with them the open path is
/// a ring, which needs no special cases at its ends.
class Costs {
public:
    Costs(std::span<const Place> places, const NearPlaces& near, const PathEnds& ends)
        : places_(places)
        , ends_(ends)
        , in_(Node(places.size()))
        , table_(places.size() <= most_in_table ? all_distances(places)
                                                : std::vector<std::uint32_t>())
    {
        for (Node node = 0; node < in_; ++node)
            add_neighbours(node, near.of(node));
        add_nearest_of_door(in_);
        add_nearest_of_door(in_ + 1);
    }

    Node in() const { return in_; }
    std::size_t nodes() const { return places_.size() + 2; }
    struct Neighbour {
        Node node;
        std::int64_t cost;
    };
    /// The cheapest first.
    std::span<const Neighbour> neighbours(Node node) const
    {
        return std::span(neighbours_).subspan(first_[node], first_[node + 1] - first_[node]);
    }
    std::int64_t operator()(Node a, Node b) const
    {
        if (a > b) std::swap(a, b);
        if (b < in_)
            return table_.empty() ? straight_distance(places_[a], places_[b])
                                  : table_[a * places_.size() + b];
        if (a >= in_) return doors_apart;
        const std::vector<std::int64_t>& door = b == in_ ? ends_.entry : ends_.exit;
        return door.empty() ? 0 : door[a];
    }

private:
    void add_neighbours(Node node, std::span<const std::uint32_t> near)
    {
        std::vector<Node> all(near.begin(),
                              near.begin() + std::ptrdiff_t(std::min(candidates, near.size())));
        all.push_back(in_);
        all.push_back(in_ + 1);
        add_sorted(node, all);
    }
    void add_nearest_of_door(Node door)
    {
        std::vector<Node> all(places_.size());
        for (Node node = 0; node < in_; ++node)
            all[node] = node;
        std::ranges::stable_sort(all, {}, [&](Node node) { return (*this)(door, node); });
        all.resize(std::min(candidates, all.size()));
        add_sorted(door, all);
    }
    void add_sorted(Node node, const std::vector<Node>& all)
    {
        for (const Node other : all)
            neighbours_.push_back({other, (*this)(node, other)});
        std::ranges::stable_sort(neighbours_.begin() + std::ptrdiff_t(first_.back()),
                                 neighbours_.end(),
                                 {},
                                 &Neighbour::cost);
        first_.push_back(neighbours_.size());
    }

    std::span<const Place> places_;
    const PathEnds& ends_;
    Node in_;
    std::vector<std::uint32_t> table_;
    std::vector<Neighbour> neighbours_;
    std::vector<std::size_t> first_{0};
};

/// The ring as an array, with a record of its reversals by which a kick is taken back.
class Ring {
public:
    explicit Ring(std::vector<Node> nodes)
        : nodes_(std::move(nodes))
        , at_(nodes_.size())
    {
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            at_[nodes_[i]] = i;
    }
    std::size_t size() const { return nodes_.size(); }
    std::size_t at(Node node) const { return at_[node]; }
    Node node(std::size_t position) const { return nodes_[position % size()]; }
    Node next(Node node) const { return nodes_[at_[node] + 1 == size() ? 0 : at_[node] + 1]; }
    Node last(Node node) const { return nodes_[at_[node] == 0 ? size() - 1 : at_[node] - 1]; }
    /// Steps forward from a to b.
    std::size_t steps(Node a, Node b) const { return (at_[b] + size() - at_[a]) % size(); }

    void reverse(std::size_t first, std::size_t count)
    {
        done_.push_back({first % size(), count});
        turn(first % size(), count);
    }
    /// Reverses what lies from a forward to b, or all the rest, which is the same ring.
    void reverse_between(Node a, Node b)
    {
        const std::size_t count = steps(a, b) + 1;
        if (2 * count <= size())
            reverse(at_[a], count);
        else
            reverse(at_[b] + 1, size() - count);
    }
    /// Swaps the stretch of `count` nodes from a position with the `after` nodes behind it.
    void swap_stretches(std::size_t first, std::size_t count, std::size_t after, bool turned)
    {
        if (!turned) reverse(first, count);
        reverse(first + count, after);
        reverse(first, count + after);
    }

    void keep() { done_.clear(); }
    void take_back()
    {
        for (; !done_.empty(); done_.pop_back())
            turn(done_.back().first, done_.back().count);
    }

private:
    struct Turn {
        std::size_t first, count;
    };
    void turn(std::size_t first, std::size_t count)
    {
        std::size_t a = first, b = (first + count + size() - 1) % size();
        for (std::size_t i = 0; i < count / 2; ++i) {
            std::swap(nodes_[a], nodes_[b]);
            at_[nodes_[a]] = a;
            at_[nodes_[b]] = b;
            a = a + 1 == size() ? 0 : a + 1;
            b = b == 0 ? size() - 1 : b - 1;
        }
    }

    std::vector<Node> nodes_;
    std::vector<std::size_t> at_;
    std::vector<Turn> done_;
};

class Improver {
public:
    Improver(const Costs& cost, Ring& ring)
        : cost_(cost)
        , ring_(ring)
        , waits_(ring.size(), false)
    {
    }

    void look_at(Node node)
    {
        if (waits_[node]) return;
        waits_[node] = true;
        waiting_.push_back(node);
    }
    /// Improves around the nodes to look at until nothing gets shorter; tells by how much.
    std::int64_t improve()
    {
        std::int64_t gained = 0;
        for (std::size_t i = 0; i < waiting_.size(); ++i) {
            const Node node = waiting_[i];
            waits_[node] = false;
            for (std::int64_t gain = 1; gain > 0; gained += gain)
                gain = improve_at(node);
        }
        waiting_.clear();
        return gained;
    }
    /// Swaps two neighbouring stretches; tells by how much that shortens the ring.
    std::int64_t kick(std::size_t first, std::size_t count, std::size_t after)
    {
        const Node before = ring_.node(first + ring_.size() - 1), a = ring_.node(first),
                   a_end = ring_.node(first + count - 1), b = ring_.node(first + count),
                   b_end = ring_.node(first + count + after - 1),
                   behind = ring_.node(first + count + after);
        const std::int64_t gain = cost_(before, a) + cost_(a_end, b) + cost_(b_end, behind) -
                                  cost_(before, b) - cost_(b_end, a) - cost_(a_end, behind);
        ring_.swap_stretches(first, count, after, false);
        for (const Node node : {before, a, a_end, b, b_end, behind})
            look_at(node);
        return gain;
    }

private:
    std::int64_t improve_at(Node node)
    {
        if (const std::int64_t gain = two_opt(node, true)) return gain;
        if (const std::int64_t gain = two_opt(node, false)) return gain;
        if (const std::int64_t gain = or_opt(node, true)) return gain;
        return or_opt(node, false);
    }

    Node beside(Node node, bool forward) const
    {
        return forward ? ring_.next(node) : ring_.last(node);
    }

    /// Two edges (a, b) and (c, d) become (a, c) and (b, d).
    std::int64_t two_opt(Node a, bool forward)
    {
        const Node b = beside(a, forward);
        const std::int64_t ab = cost_(a, b);
        for (const auto& [c, ac] : cost_.neighbours(a)) {
            if (ac >= ab) break;
            const Node d = beside(c, forward);
            const std::int64_t gain = ab + cost_(c, d) - ac - cost_(b, d);
            if (gain <= 0) continue;
            if (forward)
                ring_.reverse_between(b, c);
            else
                ring_.reverse_between(a, d);
            for (const Node node : {a, b, c, d})
                look_at(node);
            return gain;
        }
        return 0;
    }

    /// A stretch that begins at a and runs on by up to three places goes between two other
    /// neighbours, with a next to one that is near to it.
    std::int64_t or_opt(Node a, bool forward)
    {
        const Node before = beside(a, !forward);
        Node end = a;
        for (std::size_t count = 1; count <= longest_stretch && count + 2 < ring_.size();
             ++count, end = beside(end, forward)) {
            const Node behind = beside(end, forward);
            const std::int64_t freed =
                cost_(before, a) + cost_(end, behind) - cost_(before, behind);
            for (const auto& [c, ac] : cost_.neighbours(a)) {
                if (ac >= freed) break;
                const std::size_t in = forward ? ring_.steps(a, c) : ring_.steps(c, a);
                if (in < count) continue;  // c is of the stretch
                for (const bool turned : {false, true}) {
                    // Not turned: c comes before a, as `before` did.
                    const Node d = beside(c, forward != turned);
                    if ((c == before && d == a) || (c == behind && d == end)) continue;
                    const std::int64_t gain = freed + cost_(c, d) - ac - cost_(end, d);
                    if (gain <= 0) continue;
                    move_stretch({a, end, count, forward}, c, d, turned);
                    for (const Node node : {a, end, before, behind, c, d})
                        look_at(node);
                    return gain;
                }
            }
        }
        return 0;
    }

    struct Stretch {
        Node begin, end;
        std::size_t count;
        bool forward;
    };
    /// Between c and d, over the shorter side of the ring.
    void move_stretch(const Stretch& stretch, Node c, Node d, bool turned)
    {
        const Node low = stretch.forward ? stretch.begin : stretch.end;
        const Node high = stretch.forward ? stretch.end : stretch.begin;
        const Node upper = ring_.next(c) == d ? d : c;  // of the edge (c, d)
        const Node lower = upper == d ? c : d;
        const std::size_t ahead = ring_.steps(high, lower), back = ring_.steps(upper, low);
        if (ahead <= back) {
            ring_.swap_stretches(ring_.at(low), stretch.count, ahead, turned);
            return;
        }
        const std::size_t first = ring_.at(upper);
        ring_.reverse(first, back);
        if (!turned) ring_.reverse(first + back, stretch.count);
        ring_.reverse(first, back + stretch.count);
    }

    const Costs& cost_;
    Ring& ring_;
    std::vector<bool> waits_;
    std::vector<Node> waiting_;
};

/// Whole numbers without a pattern, the same everywhere (Steele, Lea and Flood, SplitMix, 2014).
class Dice {
public:
    std::size_t below(std::size_t limit)
    {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return (z ^ (z >> 31)) % limit;
    }

private:
    std::uint64_t state_ = 1;
};

void kick_and_improve(Ring& ring, Improver& improver)
{
    if (ring.size() < 8) return;
    const std::size_t longest = std::min(longest_kick, (ring.size() - 2) / 2);
    const std::size_t kicks = std::min(kicks_per_place * ring.size(), most_kicks);
    Dice dice;
    for (std::size_t i = 0; i < kicks; ++i) {
        ring.keep();
        const std::size_t first = dice.below(ring.size());
        const std::size_t count = 1 + dice.below(longest), after = 1 + dice.below(longest);
        const std::int64_t lost = improver.kick(first, count, after);
        if (lost + improver.improve() < 0) ring.take_back();
    }
}

/// From the door in to the door out.
std::vector<std::uint32_t> opened(const Ring& ring, Node in)
{
    const bool forward = ring.last(in) == in + 1;
    std::vector<std::uint32_t> path;
    for (Node node = forward ? ring.next(in) : ring.last(in); node != in + 1;
         node = forward ? ring.next(node) : ring.last(node))
        path.push_back(node);
    return path;
}

}  // namespace

std::vector<std::uint32_t> short_path(std::span<const Place> places,
                                      const NearPlaces& near,
                                      const PathEnds& ends,
                                      std::vector<std::uint32_t> start)
{
    base::check(start.size() == places.size(), "a path visits each place once");
    if (places.size() < 2) return start;
    const Costs costs(places, near, ends);
    start.push_back(costs.in() + 1);
    start.push_back(costs.in());
    Ring ring(std::move(start));
    Improver improver(costs, ring);
    for (std::size_t i = 0; i < ring.size(); ++i)
        improver.look_at(ring.node(i));
    improver.improve();
    kick_and_improve(ring, improver);
    return opened(ring, costs.in());
}

}  // namespace session
