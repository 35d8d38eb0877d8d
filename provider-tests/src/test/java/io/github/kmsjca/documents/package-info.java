/** What the documents say is what is: their tables, links, settings, Java blocks and commands. */
package io.github.kmsjca.documents;
