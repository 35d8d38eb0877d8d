/** The packaged provider with the AWS SDKs that applications have: older, newer, mixed, broken. */
package io.github.kmsjca.awssdk;
