/** Where credentials come from: profiles of every kind. */
package io.github.kmsjca.credentials;
