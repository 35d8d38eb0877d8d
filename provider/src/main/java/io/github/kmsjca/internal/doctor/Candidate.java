package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.kms.KeyName;
import java.security.PublicKey;
import java.util.List;

/**
 * A key to be tried.
 *
 * @param named true if the configuration names it, so that it has to work; false if it is just one
 *     of the account
 * @param certified the keys of the certificates that the file has for it
 */
record Candidate(KeyName name, boolean named, List<PublicKey> certified) {}
