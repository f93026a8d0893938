// Communities: groups of nodes with many relationships inside and few between them, by Louvain's method.
//
//   Shape     asks for a view of both ways. By vertex: the number of its community, from 0 in the order of their
//             smallest nodes; each is connected. Parallel relationships add up. The same graph always gives the same
//             answer: nodes are tried in order, of equally good communities the one with the smallest node is taken
//   NetworkX  louvain_communities, which tries nodes at random and gives another answer each time; modularity() of both
//             is alike
//   Throws    Error Argument "NegativeWeight", "WeightNotFinite"
//   Cost      some passes over the edges, each level
//   Source    V. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, Fast unfolding of communities in large networks,
//             J. Stat. Mech. (2008)
#pragma once

#include <cstdint>
#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

std::vector<std::uint32_t> louvain(const GraphView& view, double resolution, Work& work);

// How much more of the weight lies inside the groups than if the same degrees were joined at random; NetworkX's
// modularity(). 0 without relationships.
double modularity(const GraphView& view, const std::vector<std::uint32_t>& group, double resolution);

}  // namespace polgraph
