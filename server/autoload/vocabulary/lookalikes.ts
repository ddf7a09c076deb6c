/** English words that are one slip of the finger from a long term and mean themselves: "backlot" is no backlog. */
export const LOOKALIKES: ReadonlySet<string> = new Set(
  `
  abodements adonises agenetic alpines ampliation ampliations aneroid aneroids annular annulars applicative
  applicator applicators aprication aprications archimage archimages argentic assigned assigner assigners atonements
  auctions authenticating authenticator authenticators authorisation authorisations autosaving backbend backbends
  backdrop backdrops backlot backlots backstops balling ballings belling bellings bilging biling bilking birling
  birlings bolling bowser bowsers browner browse browsed browses browsier bulling bullings carousal carousals
  carouse caroused carouser carousers carouses carrousel carrousels chromatid chromatids chromatin chromatins
  classified classifies coalify cockroach cockroaches comose compone composer composers compost composts compote
  compotes comptrollers contained containerless convocational convolutionary cordoba cordobas cordovan cordovans
  corposant corposants coverall cypres cypreses deformalise deformalises deformalize deformalized deformalizes
  demoralize demoralizes denning deplore deplores dinning directs discission discissions discursion discursions
  donning dunging dunking dunting durning echards elasticate elasticates eleventh elevenths embers empress expresso
  expressos fireball fireballs firehall firehalls firestone firestones firestorm firestorms fixature fixatures
  fixure fixures fizzing fizzings flatter flatters flitter flitters fluent fluents fluster flusters fluter fluters
  flutier fluttery frondent frontenis futzing fuzing fuzzling gabling gadling gadlings galling gaoling gating
  gatings gnatling gnatlings goatling goatlings hallucinational hallucinative hallucinator hallucinators
  hallucinoses hasting hastings histing hoasting hoisting hoistings hooting hosing hotting hottings houting houtings
  hustings implant implanter implanters implants implate implates infrastructural inherence inherences jasmin
  jasmins jerkins kineses kinesic kinesics leaning leanings linker linkers manifesto manifestos manties mantises
  metally millstone millstones minestone minestones miniest mintiest minutest moquette moquettes multisonant
  mungoose mungooses overbetting overcutting overfat overfilling overfishing overgetting overhit overhits
  overhitting overletting overlit overnetting oversetting overwetting packager packagers paddlings pedantic perorate
  perorates peroration perorations phorate phorates pipelike piperine piperines planetical posture postures
  predication predications pricking prickings priding priming primings princing priorate priorates prising prizing
  probate probates probation probations prolate prolates prolation prolations prometheum prometheums promptest
  pronate pronates pronation pronations protest protests pudding puddings quarks ranched ranchero rancheros ranches
  reanimate reanimates rebinding rechart recommence recommenced recommences recommend recommended recommends
  recompenser recompensers redshirt redshirts reentering releasee releaser releasers replicase replicases repression
  repressions resilver resilvers resolder resolders resolve resolved resolves revolver revolvers sagger saggers
  sequelise sequelises sequencer sequencers sequencies sequency shading shadings shagger shaggers sharing sharings
  sharking sharkings sharping sharpings sharting sideroad sideroads signal signaler signalers sinner sinners skinner
  skinners slapshot slapshots solidus spanner spanners spinier spinnery spinnet spinnets spinney spinneys splenium
  spleniums stagger staggers staking staling stanging staning staring starings stating staving stawing staying
  steeper steepers steppe steppes stopper stoppers striker strikers stroker strokers structuring subscriptive
  subtack subtacks superbest supervised supervisor supervisors supervisory swager swagers swagged swaging swarding
  swigger swiggers tastable tasting tastings teeming telegram telegrams tenting tentings testate testates textings
  threes timescale timescales tolerating toleration tolerationism tolerationisms tolerationist tolerationists
  tolerators tollbar tollbars toolbag toolbags topography traiking trailing transferrer transferrers transform
  transformed transforms transporter transporters typograph typographs unbefitting underbiting undercutting
  underfiring underfishing underfooting underletting underlettings undersetting unfittest unicorn unicorns unnested
  unrested untasted untented unvested vanish varnishy versins watches
  `
    .trim()
    .split(/\s+/),
)
