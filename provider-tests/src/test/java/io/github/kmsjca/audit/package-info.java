/** Whether a secret gets into what others read: logs, events, beans, exceptions. */
package io.github.kmsjca.audit;
