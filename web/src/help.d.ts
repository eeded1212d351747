// SPDX-License-Identifier: Apache-2.0
declare module 'virtual:help' {
  const pages: { name: string; title: string; html: string }[];
  export default pages;
}
