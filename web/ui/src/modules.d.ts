/** What the bundler understands and the compiler does not: styles and pictures by import. */
declare module "*.css";
