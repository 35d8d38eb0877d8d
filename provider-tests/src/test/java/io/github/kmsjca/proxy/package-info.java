/** The way out of a network: proxies, and which of them is used for what. */
package io.github.kmsjca.proxy;
