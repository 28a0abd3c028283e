# Everything a developer or CI does, one target each. What is missing on the machine is installed first (scripts/setup).

# What scripts/setup installs for this project alone.
export PATH := $(CURDIR)/.tools/bin:$(PATH)

.PHONY: serve reader test bench dist bless train

serve: ## Build what changed and serve the page.
	scripts/setup build
	scripts/build
	node scripts/serve.mjs dist

reader: ## After a change to the page alone, with `make serve` running elsewhere.
	scripts/build reader

test: ## Everything CI checks.
	scripts/setup test
	scripts/test

bench: ## Measure against jieba-wasm in one page.
	scripts/setup test
	scripts/build
	cargo build --release --bin quandian
	node scripts/bench.mjs

bless: ## Take what is found today in tests/articles as right.
	BLESS=1 cargo test --quiet --test articles

dist: ## What is published, in dist/.
	scripts/setup build
	scripts/build
	node scripts/publish/main.mjs

train: ## Train the recogniser of names again from ../shared: five folds to measure and to learn the choice, then all.
	cargo run --release --features train --bin train -- --shared ../shared --out src/entity
