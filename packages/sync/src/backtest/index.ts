export { type BacktestStoreOptions, backtestStore, type StoreBacktest } from "./backtest-store.ts";
