/**
 * The shapes that cross between the wasm modules, the workers and the page.
 *
 * @typedef {{ code: string, field: string | null, text: string }} LabError
 *   What went wrong: a code for programs, the key or file it is about, a sentence for people.
 *
 * @typedef {{ field: string, value: string, allowed: string }} FieldError
 *
 * @typedef {object} LaneInfo
 * @property {string} name the lane's canonical text, its name in tables, digests and charts
 * @property {string} method the method's name in a text
 * @property {string} title the method's name as the paper writes it
 * @property {string} label the title, with more where two lanes have the same
 * @property {string} rule one line: what it prunes
 * @property {boolean} dense whether it starts with every connection
 * @property {boolean} baseline whether it is the method that others are compared with
 * @property {'network' | 'another' | null} recorded which graph the paper's code recorded its centralities on
 * @property {boolean} scheduled whether its rewiring depends on how many epochs there are in all
 * @property {number} last_rewiring the last epoch in which it rewires
 * @property {'nothing' | 'connections' | 'neurons'} judges what decides which connections go
 * @property {'k' | 'zeta' | null} tunes the key that draws the line between what goes and what stays
 * @property {{ decides: string, cut: string, grown: string }} words parts of sentences: what decides, which connections go, where
 *   others come
 * @property {[string, string] | null} unless why others come, and why they do not, where they do not always
 * @property {number} k
 * @property {number} zeta
 * @property {number} sparse_layers how many layers of connections may be rewired
 * @property {string | null} setting its own value of k or ζ, as the page writes it
 * @property {string | null} line μ − kσ, in a CenSET lane
 * @property {string} tone the name of its colour and line style
 * @property {string} [came] what is to be said of a network that came in, and was never trained here
 *
 * @typedef {object} Summary a network that came in, in numbers
 * @property {number[]} layers neurons of each
 * @property {{ name: string, outputs: number, inputs: number, connections: number, density: number }[]} weights from the first hidden layer on
 * @property {string} [order] what must be said of the order of its layers, if the file left it open
 * @property {string} activation
 * @property {number} connections before the output layer
 * @property {number} all_connections
 * @property {string} digest
 * @property {string} [said_digest] what the file says its digest is, if that is another
 * @property {{ lc: string, mean: number, std: number, lowest: number, highest: number, gini: number | null, top_decile_share: number | null }} centrality
 * @property {{ layer: number, neuron: number, lc: number, connections: number }[]} hubs the most central first
 *
 * @typedef {object} Checked an experiment's text, looked at
 * @property {string | null} canonical the canonical text; null if there are errors
 * @property {FieldError[]} errors
 * @property {Record<string, string>} values every key's value, presets applied; bad ones as typed
 * @property {Record<string, string>} view those keys and their values
 * @property {string[]} notes what must be said of the experiment: sentences
 * @property {string[]} passed keys that mail programs and networks hang on links, which were passed over
 * @property {LaneInfo[]} lanes
 * @property {string} needs what must be loaded for it: a dataset, or `dataset/pack` where a pack of it will do
 * @property {number} epochs
 * @property {{ all: number, data: number, lanes: number[] } | null} memory bytes that it needs, about: in all, the worker that keeps
 *   the data, and the worker of each lane
 *
 * @typedef {object} Field one key of an experiment, for the form
 * @property {string} key
 * @property {'data' | 'network' | 'training' | 'rewiring' | 'run'} group
 * @property {string} label
 * @property {string | null} symbol as the paper writes it
 * @property {'number' | 'integer' | 'text' | 'choice'} kind
 * @property {string[]} choices
 * @property {string} allowed
 * @property {string} help
 *
 * @typedef {object} Prepared a dataset as one experiment takes it, truncated and down-sampled
 * @property {number} height
 * @property {number} width
 * @property {number} channels
 * @property {string[]} classes
 * @property {number} train images to train on
 * @property {number} test images to test on
 *
 * @typedef {{ experiment: string, name: string, seed: number, epochs: number, work: number, bytes: number }} PlannedRun
 *   One run of a grid; its work in a unit that is the same for all, the bytes that its worker takes about.
 *
 * @typedef {{ canonical: string | null, errors: FieldError[], runs: PlannedRun[] }} LookedGrid
 *
 * @typedef {{ experiment: string, lane: string, seed: number, epochs: number, accuracy_mean: number, accuracy_std: number,
 *   connections: number, digest: string, accuracy: number[], validation?: { accuracy_mean: number, accuracy_std: number, accuracy: number[] },
 *   copy?: string }} SearchRun a finished run, as `collect` writes it; `validation`: the same of the images that are held back, if some
 *   are; `copy` is what must be said of its data, if they are not the official ones
 *
 * @typedef {{ experiment: string, lane: string, name: string, seeds: number[], epochs: number, mean: number, final_mean: number, std: number | null,
 *   validation?: { mean: number, std: number | null }, difference: number | null,
 *   against_baseline: string | null, against_best: string, best: boolean }} SearchGroup runs that differ in their seed alone
 *
 * @typedef {{ groups: SearchGroup[], note: string, across: string, averaged: string }} WrittenResults what a search found, to be written;
 *   `across` is what its curves are drawn against, `averaged` the epochs that its means are of
 *
 * @typedef {{ name: string, source: string, grid: string }} ReadySearch
 *
 * @typedef {object} Part some images of it, one after the other
 * @property {boolean} test whether they are of those to test on
 * @property {Uint8Array<ArrayBuffer>} images
 * @property {Uint8Array<ArrayBuffer>} labels
 *
 * @typedef {object} Report what one lane measured in one epoch; epoch 0 is the untrained network
 * @property {string} lane
 * @property {number} epoch
 * @property {number | null} train_loss
 * @property {number} test_accuracy in percent
 * @property {number} [validation_accuracy] of the images that are held back, if some are
 * @property {number} [validation_loss]
 * @property {number} connections
 * @property {number} removed
 * @property {number} grown
 * @property {number} pruned_neurons
 * @property {number} lc_mean
 * @property {number} lc_std
 * @property {[number, number] | null} recorded_lc mean and deviation of what the paper's code recorded, on a graph of its own for
 *   each method; under lc=published
 * @property {number} seconds
 * @property {string} digest
 * @property {number | null} threshold μ − kσ, in a CenSET lane that draws one line for all neurons
 * @property {string | null} line the same, as it is written
 * @property {number | null} lc_gini
 * @property {number | null} lc_top_decile_share
 * @property {number | null} hub_overlap with the epoch before
 * @property {string} csv the row as the headless command writes it
 * @property {string} statistics_csv the row of statistics.csv
 *
 * @typedef {object} SoFar what is known between two phases of an epoch
 * @property {string} lane
 * @property {number} epoch
 * @property {'train' | 'score' | 'prune'} phase the one done last; evaluation counts as training
 * @property {number | null} train_loss
 * @property {number} test_accuracy in percent
 * @property {number} [validation_accuracy] of the images that are held back, if some are
 * @property {number} connections
 * @property {string} digest
 * @property {number | null} lc_mean from score on, as what follows
 * @property {number | null} lc_std
 * @property {number | null} pruned_neurons
 * @property {number | null} removed from prune on
 * @property {number | null} threshold
 * @property {string | null} line
 *
 * @typedef {object} WouldGo what a lane would cut with a value of k or ζ
 * @property {number} epoch whose trained network it is about
 * @property {number} value
 * @property {number} neurons CenSET: below the line; SET: that would lose their last connection
 * @property {number} connections
 * @property {number} part of ζ that is left in the epoch: 1 where it does not fall
 * @property {boolean} spared whether a network with neurons below the line is spared, as its centrality has risen
 * @property {number | null} ended the last epoch with rewiring, where that has ended
 * @property {boolean} free whether SET's cut has one line for all layers
 * @property {([number, number] | null)[]} cuts SET: the weights between which it cuts, by sparse layer
 * @property {number | null} threshold CenSET: the line, where there is one for all neurons
 * @property {string | null} line the same as it is written
 * @property {number} lowest the lowest centrality
 *
 * @typedef {{ common: number, either: number, jaccard: number }} Overlap how many are in both of two sets, how many in one
 *   or both, and the Jaccard index
 *
 * @typedef {{ connections: Overlap | null, hubs: Overlap | null }} Common what two networks have in common, as far as is known
 *
 * @typedef {object} Edges
 * @property {Uint8Array<ArrayBuffer>} layer
 * @property {Uint16Array<ArrayBuffer>} source
 * @property {Uint16Array<ArrayBuffer>} target
 * @property {Float32Array<ArrayBuffer>} weight
 * @property {Uint8Array<ArrayBuffer>} state 0 stays, 1 cut in this epoch, 2 grown in this epoch
 *
 * @typedef {object} Layout what does not change in a run
 * @property {Uint32Array<ArrayBuffer>} shape height, width and channels of an image
 * @property {string[]} classes
 * @property {Uint32Array<ArrayBuffer>} layers neurons of each layer
 *
 * @typedef {object} Snapshot what the figures of one lane are drawn from, of one epoch
 * @property {Layout} layout
 * @property {Float64Array<ArrayBuffer>} centrality of every neuron, before rewiring; not a number where it was not measured
 * @property {Edges} edges
 * @property {number} [one_in] of what the epoch cut and grew, how many connections each of those edges stands for; earlier versions did not say
 * @property {Uint8Array<ArrayBuffer>} said the class each test image was taken for, before rewiring
 * @property {Uint16Array<ArrayBuffer>} sure the probability given to it, 0 … 65,535
 * @property {Uint8Array<ArrayBuffer>} [changes] what the epoch cut and grew, in epoch 0 the whole wiring; the page takes it out
 * @property {Uint16Array<ArrayBuffer>} degrees connections of every neuron after rewiring, in and out
 * @property {Float64Array<ArrayBuffer>} [recorded] the density of what the paper's code recorded, where that is not of the network
 * @property {Wiring} [wiring] all connections; not of large networks, and not of every past epoch
 *
 * @typedef {object} Wiring all connections around the rewiring of one epoch, layer by layer in (target, source) order
 * @property {number} epoch
 * @property {boolean} published whether centrality is measured as the paper's code did
 * @property {number} [k] of CenSET's line, in a lane that prunes by it
 * @property {boolean} by_layer whether that line is drawn for each layer
 * @property {Uint32Array<ArrayBuffer>} layers neurons of each layer
 * @property {Uint32Array<ArrayBuffer>} counts how many connections each target has after rewiring
 * @property {Uint16Array<ArrayBuffer>} source
 * @property {Float32Array<ArrayBuffer>} weight
 * @property {Uint16Array<ArrayBuffer>} born the epoch after which each grew, 0 for the initial ones
 * @property {Float32Array<ArrayBuffer>} biases of every neuron after the inputs
 * @property {Float32Array<ArrayBuffer>} srelu the four parameters of every hidden neuron under SReLU, else nothing
 * @property {Uint8Array<ArrayBuffer>} cut_layer of what the epoch cut: the layer it left …
 * @property {Uint16Array<ArrayBuffer>} cut_source
 * @property {Uint16Array<ArrayBuffer>} cut_target
 * @property {Float32Array<ArrayBuffer>} cut_weight
 *
 * @typedef {object} Neuron one neuron looked at closely
 * @property {number} vertex its number among all neurons
 * @property {number | null} lc before rewiring
 * @property {number | null} rank 1 for the highest centrality
 * @property {{ strength: number, own: number, weights: number, neighbours: number } | null} make_up terms that add up to lc
 * @property {boolean} published whether they are those of the paper's code
 * @property {string | null} below CenSET's line as it is written, if the neuron lies below it
 * @property {number} incoming
 * @property {number} outgoing
 * @property {number} strength
 * @property {number} cut
 * @property {number} grown
 * @property {{ youngest: number, median: number, oldest: number, initial: number, of: number } | null} ages
 * @property {{ vertex: number, weight: number, cut: boolean }[]} strongest
 * @property {{ of: number, mean: number[], lower: number, most: [number, number[]][] } | null} knock_on
 *
 * @typedef {object} BlockCount the connections from one layer to the next
 * @property {string} from
 * @property {string} to
 * @property {number} connections
 * @property {number} density
 * @property {number} positive
 * @property {number} mean_size
 * @property {number} cut
 * @property {number} grown
 *
 * @typedef {{ quantity: string, title: string, caption: string, field: string | null }} OverTimeQuantity a chart of the tab Over
 *   time: the field of a report that has its values, or null if they follow from the wiring
 *
 * @typedef {{ id: string, title: string, about: string }} Centrality one that is measured when asked for: its name in texts, in
 *   sentences, and what exactly is measured
 *
 * @typedef {{ note: string, values: Float64Array<ArrayBuffer> }} Measured one value a neuron, and how it came out, if that is
 *   worth a word
 *
 * @typedef {{ bytes: Uint8Array<ArrayBuffer>, completed: number }} SavedLane a lane's state and history, and the last
 *   epoch it has reported; −1 before the first
 *
 * @typedef {{ text: string, lanes: (Uint8Array<ArrayBuffer> | null)[] }} SavedRun
 *
 * @typedef {{ class: Uint8Array<ArrayBuffer>, confidence: Uint16Array<ArrayBuffer> }} Predictions
 *
 * @typedef {{ height: number, width: number, channels: number, ground: Uint8Array<ArrayBuffer> }} Canvas what a picture is drawn for
 *
 * @typedef {{ probabilities: Float32Array<ArrayBuffer>, image: Uint8Array<ArrayBuffer>, light: boolean }} Classified
 *
 * @typedef {object} Source where images come from
 * @property {string} id what an experiment calls it
 * @property {string} title
 * @property {SourceFiles | null} files none if the images are drawn
 *
 * @typedef {object} SourceFiles
 * @property {string} about sentences for those who do not have them yet
 * @property {string} wanted which files can be chosen, to stand after "choose"
 * @property {[string, string]} home where they are described and can be had: its address, and whose it is
 * @property {string | null} remote the address of a folder from which the page may fetch the first set, ending with a slash
 * @property {boolean} eager whether they are loaded, from where that asks nobody, as soon as an experiment needs them
 * @property {number} most no file has more bytes, packed or unpacked
 * @property {string} variable the environment variable that names their folder
 * @property {FileSet[]} sets files that are the whole together, each set for itself
 * @property {string | null} inner the folder that unpacking makes
 * @property {boolean} exact whether only the official files are taken
 * @property {Pack[]} packs what stands for the files where an experiment takes little of them
 *
 * @typedef {object} Pack the first images of a source, shrunk
 * @property {string} name of its file beside the source's
 * @property {number} side height and width of its images
 * @property {number} train images to train on
 * @property {number} test images to test on
 * @property {number} size bytes, gzipped, about
 * @property {string} md5 of what it unpacks to
 *
 * @typedef {{ data: string, note: string }} OwnTaken what an experiment calls own files, and what must be said of them
 *
 * @typedef {{ title: string, files: DataFile[] }} FileSet in the order in which the data worker takes them
 *
 * @typedef {{ name: string, size: number, like: string }} DataFile a file, its size in bytes, and a regular expression for
 *   the names, in capitals or not, that it may have
 *
 * @typedef {object} Step what one unit of a lane's work was
 * @property {'train' | 'evaluate' | 'score' | 'prune' | 'regrow' | 'finished'} phase
 * @property {number} epoch
 * @property {number} done
 * @property {number} of
 * @property {Report | null} report set when the unit completed an epoch
 *
 * @typedef {{ n_in: number, n_out: number, possible: number, p: number, expected: number }} PlannedLayer
 *   a sparse layer before it is made: its places, the probability of each, how many connections that gives
 *
 * @typedef {object} GraphExamples small graphs to begin with, and the bounds of what can be made of them
 * @property {{ id: string, title: string, about: string, places: [number, number][], edges: { from: number, to: number, weight: number }[] }[]} examples
 * @property {number} max_order the most vertices
 * @property {number} max_weight the largest weight, up or down
 *
 * @typedef {object} Worked a small graph worked out
 * @property {number[][]} adjacency A
 * @property {number[][]} strengths X
 * @property {number[][]} laplacian L = X − A
 * @property {number[]} eigenvalues of L, ascending
 * @property {number[]} squares the squared eigenvalues
 * @property {number} energy their sum, the Laplacian energy
 * @property {number} energy_by_trace the same from strengths and weights
 * @property {WorkedVertex[]} vertices
 *
 * @typedef {object} WorkedVertex
 * @property {number} degree
 * @property {number} strength x
 * @property {number} betweenness BC
 * @property {number} energy_without the energy of the graph without this vertex
 * @property {number} by_definition LC by Equation 4
 * @property {number} by_closed_form LC by the closed form
 * @property {number} own the first term of the closed form, x²
 * @property {{ neighbour: number, weight: number, strength: number, square: number, cross: number }[]} terms the others: w² and 2·w·x of each neighbour
 * @property {number} squares Σ w²
 * @property {number} crosses Σ 2·w·x
 *
 * @typedef {{ phase: Step['phase'], epoch: number, done: number, of: number }} Progress
 */
export {};
