#!/usr/bin/env python3
"""Compares the answers of algo.* with NetworkX's on random graphs. Needs python3-networkx; no test needs this.

usage: networkx_compare.py PROGRAM [GRAPHS [FIRST_SEED]]

The graphs have self-loops, parallel relationships, nodes that stand alone, parts that do not hang together, and are read
directed and undirected, weighted and not. One process answers everything about one graph. Prints how many answers were
compared; exit status 1 at the first difference.
"""
import json, math, random, subprocess, sys
import networkx as nx
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python  # needs neither numpy nor scipy

program, graphs, first = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100, int(sys.argv[3]) if len(sys.argv) > 3 else 1
count = {}


def make(seed):
    rnd = random.Random(seed)
    n = rnd.choice([1, 2, 3, 5, 8, 12, 20])
    edges = [(rnd.randrange(n), rnd.randrange(n), rnd.randint(1, 5)) for _ in range(rnd.randrange(int(n * rnd.choice([1, 2, 3])) + 1))]
    return n, edges


def simple(n, edges, directed, combine):
    g = (nx.DiGraph if directed else nx.Graph)()
    g.add_nodes_from(range(n))
    for a, b, w in edges:
        if g.has_edge(a, b):
            g[a][b]["w"] = combine(g[a][b]["w"], w)
            g[a][b]["c"] += 1
        else:
            g.add_edge(a, b, w=w, c=1)
    return g


def multi(n, edges, directed):
    g = (nx.MultiDiGraph if directed else nx.MultiGraph)()
    g.add_nodes_from(range(n))
    g.add_edges_from((a, b, {"w": w}) for a, b, w in edges)
    return g


def close(a, b, eps=1e-9):
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(close(a[k], b[k], eps) for k in a)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(close(x, y, eps) for x, y in zip(a, b))
    if isinstance(a, float) or isinstance(b, float):
        return abs(a - b) <= eps * max(1, abs(a), abs(b))
    return a == b


def questions(n, edges):
    """(what, Cypher, how its rows are read, NetworkX's answer)"""
    one = lambda rows: {r["i"]: r["v"] for r in rows}
    groups = lambda rows: sorted(sorted(r["i"] for r in rows if r["v"] == c) for c in {r["v"] for r in rows})
    parts = lambda sets: sorted(sorted(s) for s in sets)
    out, s, t = [], 0, n - 1
    for directed in (True, False):
        d = "directed: %s" % str(directed).lower()
        m, least = multi(n, edges, directed), simple(n, edges, directed, min)
        total = simple(n, edges, directed, lambda a, b: a + b)
        v = lambda name, options, field: "CALL algo.%s({%s}) YIELD node, %s AS v RETURN node.i AS i, v" % (name, options, field)
        for weight in (None, "w"):
            o = d + (", weight: 'w'" if weight else "")
            out += [
                ("pagerank", v("pagerank", o + ", tolerance: 1e-12", "score"), one, _pagerank_python(m, tol=1e-13, max_iter=2000, weight=weight)),
                ("personalised", v("pagerank", o + ", sources: ['n0'], tolerance: 1e-12", "score"), one, _pagerank_python(m, personalization={0: 1}, tol=1e-13, max_iter=2000, weight=weight)),
                ("betweenness", v("betweenness", o, "score"), one, nx.betweenness_centrality(least, normalized=False, weight=weight)),
                ("normalized", v("betweenness", o + ", normalized: true", "score"), one, nx.betweenness_centrality(least, weight=weight)),
                ("subset", v("betweenness", o + ", sources: ['n0', 'n%d']" % t, "score"), one, nx.betweenness_centrality_subset(least, sorted({0, t}), list(least), normalized=False, weight=weight)),
                ("closeness", v("closeness", o, "score"), one, nx.closeness_centrality(least, distance=weight)),
                ("degree", v("degree", o, "degree"), one, dict(m.degree(weight=weight))),
                ("dijkstra", v("dijkstra", o + ", source: 'n0'", "distance"), one, dict(nx.single_source_dijkstra_path_length(m, 0, weight=weight or 1))),
            ]
            flowing = total.copy()
            flowing.remove_edges_from(list(nx.selfloop_edges(flowing)))
            if n > 1:
                capacity = weight or "c"
                out.append(("max_flow", "CALL algo.max_flow({%s, source: 'n0', target: 'n%d'}) YIELD value AS v RETURN v" % (o, t),
                            lambda rows: rows[0]["v"], nx.maximum_flow_value(flowing, s, t, capacity=capacity)))
                out.append(("min_cut", "CALL algo.min_cut({%s, source: 'n0', target: 'n%d'}) YIELD value, relationships AS r RETURN "
                            "value AS v, reduce(c = 0, x IN r | c + %s) AS c" % (o, t, "x.w" if weight else "1"),
                            lambda rows: (rows[0]["v"], rows[0]["c"]), (nx.minimum_cut_value(flowing, s, t, capacity=capacity),) * 2))
                try:
                    paths = [list(p) for p in nx.all_shortest_paths(least, s, t, weight=weight)]
                except nx.NetworkXNoPath:
                    paths = []
                out.append(("all_shortest", "CALL algo.all_shortest_paths({%s, source: 'n0', target: 'n%d'}) YIELD path RETURN DISTINCT "
                            "[x IN nodes(path) | x.i] AS v" % (o, t), lambda rows: sorted(r["v"] for r in rows), sorted(paths)))
                try:
                    lengths = []
                    for p in nx.shortest_simple_paths(least, s, t, weight=weight):
                        lengths.append(sum(least[a][b]["w"] if weight else 1 for a, b in zip(p, p[1:])))
                        if len(lengths) == 5:
                            break
                except nx.NetworkXNoPath:
                    lengths = []
                if least.number_of_edges() == len(edges):  # else parallel relationships make more paths
                    out.append(("k_shortest", "CALL algo.k_shortest_paths({%s, source: 'n0', target: 'n%d', k: 5}) YIELD index, weight "
                                "RETURN weight AS v ORDER BY index" % (o, t), lambda rows: [r["v"] for r in rows], lengths))
        noloops = least.copy()
        noloops.remove_edges_from(list(nx.selfloop_edges(noloops)))
        out += [
            ("bfs", v("bfs", d + ", sources: ['n0']", "depth"), one, dict(nx.single_source_shortest_path_length(m, 0))),
            ("k_core", v("k_core", d, "core"), one, nx.core_number(noloops)),
            ("components", v("components", d, "component"), groups, parts(nx.weakly_connected_components(m) if directed else nx.connected_components(m))),
        ]
        dom = nx.immediate_dominators(least.to_directed(), 0)
        out.append(("dominators", "CALL algo.dominators({%s, source: 'n0'}) YIELD node, dominator RETURN node.i AS i, dominator.i AS v" % d,
                    one, {k: x for k, x in dom.items() if k != 0}))
        if directed:
            out.append(("strong", v("strong_components", d, "component"), groups, parts(nx.strongly_connected_components(m))))
            canon = lambda c: tuple(c[c.index(min(c)):] + c[:c.index(min(c))])
            for bound in (None, 3):
                out.append(("cycles", "CALL algo.cycles({%s}) YIELD path RETURN DISTINCT [x IN nodes(path)[..-1] | x.i] AS v" % ("max_length: 3" if bound else ""),
                            lambda rows: sorted(tuple(r["v"]) for r in rows), sorted(canon(c) for c in nx.simple_cycles(least, length_bound=bound))))
            if nx.is_directed_acyclic_graph(m):
                out.append(("levels", v("topological_levels", d, "level"), one,
                            {x: k for k, g in enumerate(nx.topological_generations(m)) for x in g}))
        else:
            out.append(("articulation", "CALL algo.articulation_points() YIELD node RETURN node.i AS v", lambda rows: sorted(r["v"] for r in rows),
                        sorted(nx.articulation_points(m))))
            out.append(("bridges", "CALL algo.bridges() YIELD start, end RETURN start.i AS a, end.i AS b",
                        lambda rows: sorted(tuple(sorted((r["a"], r["b"]))) for r in rows), sorted(tuple(sorted(e)) for e in nx.bridges(m))))
            for weight in (None, "w"):
                o = "weight: 'w'" if weight else ""
                out.append(("louvain", v("louvain", o, "community"), lambda rows: groups(rows), (m, weight)))
    return out


def answer(n, edges, texts):
    create = "UNWIND range(0, %d) AS i CREATE (:N {id: 'n' + toString(i), i: i});\n" % (n - 1)
    create += "UNWIND %s AS e MATCH (a:N {i: e[0]}), (b:N {i: e[1]}) CREATE (a)-[:T {w: e[2]}]->(b);\n" % json.dumps([list(e) for e in edges])
    create += "MATCH (a:N {i: 0}) CREATE (a)-[r:T {w: 0}]->(a) DELETE r;\n"  # so that type and key are known
    done = subprocess.run([program, "--db", ":memory:", "query", "--format", "json", "-"], input=create + ";\n".join(texts) + ";\n", capture_output=True, text=True)
    if done.returncode:
        sys.exit("%s\n%s" % (create, done.stderr))
    decoder, at, values = json.JSONDecoder(), 0, []
    while at < len(done.stdout):
        if done.stdout[at].isspace():
            at += 1
            continue
        value, at = decoder.raw_decode(done.stdout, at)
        values.append(value)
    return values[-len(texts):]


gap = []
for seed in range(first, first + graphs):
    n, edges = make(seed)
    asked = questions(n, edges)
    for (what, text, read, expected), rows in zip(asked, answer(n, edges, [q[1] for q in asked])):
        got = read(rows)
        if what == "louvain":
            m, weight = expected
            if edges:
                q = lambda g: nx.community.modularity(m, g, weight=weight)
                gap.append(q(nx.community.louvain_communities(m, weight=weight, seed=seed)) - q([set(x) for x in got]))
        elif not close(got, expected):
            sys.exit("seed %d, %s: %s\nedges %s\ngot      %s\nNetworkX %s" % (seed, what, text, edges, got, expected))
        count[what] = count.get(what, 0) + 1
print("%d answers about %d graphs alike: %s" % (sum(count.values()), graphs, ", ".join("%s %d" % x for x in sorted(count.items()))))
if gap:
    print("modularity of louvain against NetworkX's: mean %+.5f, worst %+.5f" % (-sum(gap) / len(gap), -max(gap)))
