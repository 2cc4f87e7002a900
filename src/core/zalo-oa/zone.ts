/** By whose days and months Zalo counts, as far as is known; the office's own zone may be another one. */
export const ZALO_ZONE = 'Asia/Ho_Chi_Minh';
