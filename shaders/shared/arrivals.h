// SPDX-License-Identifier: MIT
// What a disc on the GPU remembers of the vertices that it reached: the shortest path to each so
// far. A hash table with open addressing; entries of other discs count as free, so nothing need be
// cleared. (The processor has few discs at a time, and an entry for each vertex of the skin.)
//
// A body without a scope of its own (see disc.h). The scope has arrivals[], in which this disc's
// part begins at arrival_base and holds arrival_capacity (a power of two) entries, disc_number,
// `work`, `trouble`, and
//   more_arrivals(): doubles the memory and files all entries anew; false if that cannot be.

int arrival_count = 0;

int arrival_slot(int vertex)
{
    uint mask = uint(arrival_capacity - 1);
    uint slot = mixed(uint(vertex)) & mask;
    for (int step = 0; step < arrival_capacity; ++step) {
        ++work;
        Arrival entry = arrivals[arrival_base + int(slot)];
        if (entry.disc != disc_number || entry.vertex == vertex) break;
        slot = (slot + 1u) & mask;
    }
    return arrival_base + int(slot);
}

/// The length of the shortest path to the vertex so far.
int arrival_at(int vertex)
{
    Arrival entry = arrivals[arrival_slot(vertex)];
    return entry.disc == disc_number ? entry.distance : not_reached;
}

/// False if the vertex was reached before by a path that is no longer; remembers this one
/// otherwise.
bool is_nearest_arrival(int vertex, int distance)
{
    int slot = arrival_slot(vertex);
    Arrival entry = arrivals[slot];
    bool is_new = entry.disc != disc_number;
    if (!is_new && entry.distance <= distance) return false;
    if (is_new && 2 * ++arrival_count > arrival_capacity) {
        if (!more_arrivals()) {
            trouble |= trouble_arrivals;
            return false;
        }
        slot = arrival_slot(vertex);
    }
    arrivals[slot] = Arrival(disc_number, vertex, distance);
    return true;
}
